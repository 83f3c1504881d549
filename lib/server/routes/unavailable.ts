import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import { lookup } from "@/lib/contract/lookup";
import type { Log } from "../log";
import { writeError } from "../middleware/errors";
import type { Vars } from "../middleware/observe";
import { messagesError } from "../protocols/messages/error";

const AVAILABLE =
  "available are /v1/chat/completions, /v1/responses, /v1/messages, /v1/completions, and /v1/embeddings; GET /openapi.json lists all of it";
const UNAVAILABLE: Readonly<Record<string, string>> = lookup({
  "/v1/moderations": "models that classify text answer through /v1/chat/completions",
  "/v1/images/*": "models that see images take them in /v1/chat/completions",
  "/v1/audio/*": "models that hear take audio in /v1/chat/completions",
  "/v1/files": "files are sent in a message, as base64 or by their address",
  "/v1/files/*": "files are sent in a message, as base64 or by their address",
  "/v1/batches": "requests are answered one by one",
  "/v1/batches/*": "requests are answered one by one",
  "/v1/conversations": "previous_response_id of /v1/responses leads a conversation on",
  "/v1/conversations/*": "previous_response_id of /v1/responses leads a conversation on",
  "/v1/realtime": "answers are streamed as server-sent events",
  "/v1/realtime/*": "answers are streamed as server-sent events",
});

const unavailable = (path: string, instead: string) =>
  new ApiError("not_found", `${path} is not available here: ${instead}; ${AVAILABLE}`, { code: "unknown_url" });

/** Paths of OpenAI's and Anthropic's APIs that are not supported, each with an alternative. */
export function unavailableRoutes(log: Log): Hono<Vars> {
  const routes = new Hono<Vars>();
  for (const [path, instead] of Object.entries(UNAVAILABLE))
    routes.all(path, (c) => writeError(log)(unavailable(c.req.path, instead), c));
  const batches = "requests are answered one by one";
  for (const path of ["/v1/messages/batches", "/v1/messages/batches/*"])
    routes.all(path, (c) => writeError(log, messagesError)(unavailable(c.req.path, batches), c));
  return routes;
}
