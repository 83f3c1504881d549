import type { IncomingMessage, ServerResponse } from "node:http";

/** Clients such as Node's fetch give up after 300 s without headers; each interim response restarts that timeout. */
const INTERVAL_MS = 60_000;

/** Periodically sends 102 Processing to a client that waits for its response. Returns a function that stops it. */
export function sendProcessing(
  request: IncomingMessage,
  response: ServerResponse,
  intervalMs = INTERVAL_MS,
): () => void {
  // HTTP/1.0 has no interim responses.
  if (request.httpVersion !== "1.1") return () => {};
  const timer = setInterval(() => {
    if (!response.headersSent && !response.destroyed) response.writeProcessing();
  }, intervalMs);
  return () => clearInterval(timer);
}
