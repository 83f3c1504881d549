import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { KeyRing } from "../auth/key-ring";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";

/** `/v1/chat/*`: needs a key. */
export function chatRoutes(keys: KeyRing): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.all("/v1/chat/*", requireCaller(keys, "chat"), (c) => {
    throw new ApiError(
      "not_found",
      `${c.req.method} ${c.req.path} is not part of this API: GET /openapi.json lists what is`,
    );
  });
  return routes;
}
