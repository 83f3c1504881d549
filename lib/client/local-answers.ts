import { Hono } from "hono";
import type { GatewayList } from "@/lib/contract/gateway";
import { writeError } from "@/lib/server/middleware/errors";
import type { Vars } from "@/lib/server/middleware/observe";
import { openToAllOrigins } from "@/lib/server/middleware/origins";
import { exportRoutes } from "@/lib/server/routes/export";
import { modelRoutes } from "@/lib/server/routes/models";
import { readSoFar } from "./remote";
import { REQUEST_DEADLINE_MS } from "./request";

/** How long a model that may still come is waited for, in ms; a file is only whole at the end of the first reading. */
const MODEL_WAIT_MS = 3_000;
const LOCAL_PATHS = /^\/v1\/(?:export|gateways|models(?:\/.+)?)$/;
const NO_FIGURES = { empty: true, of: () => null };
const log = {
  debug: () => {},
  info: () => {},
  warn: console.warn,
  error: console.error,
  isLevelEnabled: () => false,
};

/**
 * An answer out of what was read of a backend that does not know the path: the older kind has lists alone, and what
 * pages link to is there all the same. Null where the path is none of ours, or the backend's own answer stands.
 */
export async function localAnswer(request: Request, answer: Response, backend: string): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  const isUnknown = answer.status === 404 || answer.status === 405;
  const isAsked = request.method === "GET" || request.method === "HEAD";
  if (!isUnknown || !isAsked || !LOCAL_PATHS.test(pathname) || (await isAboutModel(answer))) return null;
  const wait = pathname === "/v1/export" ? REQUEST_DEADLINE_MS : pathname === "/v1/gateways" ? 0 : MODEL_WAIT_MS;
  const { snapshot, gateways } = await readSoFar(backend, wait);
  const catalog = { snapshot: () => snapshot, gateways: () => gateways };
  const app = new Hono<Vars>();
  app.use(openToAllOrigins);
  app.route("/", modelRoutes(catalog, NO_FIGURES));
  app.route("/", exportRoutes(catalog));
  app.get("/v1/gateways", (c) => c.json<GatewayList>({ object: "list", data: gateways }));
  app.onError(writeError(log));
  // Not compressed: a host of Next drops the header that would say so, and does it itself.
  const own = await app.request(request.url, { method: request.method });
  return own.status === 404 ? null : own;
}

/** Whether a backend of our own kind says that it has no such model: it knows better than what was read a while ago. */
async function isAboutModel(answer: Response): Promise<boolean> {
  const body = (await answer
    .clone()
    .json()
    .catch(() => null)) as { error?: { code?: unknown } } | null;
  return body?.error?.code === "model_not_found";
}
