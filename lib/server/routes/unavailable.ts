import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Log } from "../log";
import { writeError } from "../middleware/errors";
import type { Vars } from "../middleware/observe";

const AVAILABLE =
  "available are /v1/chat/completions, /v1/responses, /v1/messages, /v1/completions, and /v1/embeddings; GET /openapi.json lists all of it";
const UNAVAILABLE: Readonly<Record<string, string>> = {
  "/v1/moderations": "models that classify text answer through /v1/chat/completions",
  "/v1/images/*": "models that see images take them in /v1/chat/completions",
  "/v1/audio/*": "models that hear take audio in /v1/chat/completions",
};

/** Paths of OpenAI's API that are not supported, each with an alternative. */
export function unavailableRoutes(log: Log): Hono<Vars> {
  const routes = new Hono<Vars>();
  for (const [path, instead] of Object.entries(UNAVAILABLE))
    routes.all(path, (c) => {
      const message = `${c.req.path} is not available here: ${instead}; ${AVAILABLE}`;
      return writeError(log)(new ApiError("not_found", message, { code: "unknown_url" }), c);
    });
  return routes;
}
