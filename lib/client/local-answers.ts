import { Hono } from "hono";
import type { GatewayList } from "@/lib/contract/gateway";
import { writeError } from "@/lib/server/middleware/errors";
import type { Vars } from "@/lib/server/middleware/observe";
import { openToAllOrigins } from "@/lib/server/middleware/origins";
import { exportRoutes } from "@/lib/server/routes/export";
import { modelRoutes } from "@/lib/server/routes/models";
import { readSoFar } from "./remote";
import { REQUEST_DEADLINE_MS } from "./request";

/** How long to wait for a model that may not be read yet, in ms; an export is complete only after the first sync. */
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
 * A local response for a path that the backend doesn't know: older backends only have lists, but pages link to more.
 * Null when the path is not handled here, or the backend's response is used.
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
  // Not compressed: Next drops the Content-Encoding header and compresses by itself.
  const local = await app.request(request.url, { method: request.method });
  return local.status === 404 ? null : local;
}

/** Whether one of our own backends reports an unknown model: its data is newer than ours. */
async function isAboutModel(answer: Response): Promise<boolean> {
  const body = (await answer
    .clone()
    .json()
    .catch(() => null)) as { error?: { code?: unknown } } | null;
  return body?.error?.code === "model_not_found";
}
