import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Vars } from "../middleware/observe";

/** `/v1/chat/*`: needs a key, and no key has been issued by this server, so that none can be valid. */
export function chatRoutes(): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.all("/v1/chat/*", (c) => {
    const given = c.req.header("authorization");
    const message = given
      ? "this API key is not valid here"
      : "an API key is needed: expected the header Authorization: Bearer YOUR_KEY";
    throw new ApiError("authentication", message, { code: "invalid_api_key" });
  });
  return routes;
}
