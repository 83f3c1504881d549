import type { IncomingMessage, ServerResponse } from "node:http";

/** Clients such as Node's fetch give up after 300 s without headers; each interim response starts that time again. */
const EVERY_MS = 60_000;

/** Tells a client with 102 Processing, now and then, that its answer is still being made. Returns how to stop. */
export function showProcessing(request: IncomingMessage, response: ServerResponse, everyMs = EVERY_MS): () => void {
  // HTTP/1.0 knows no interim responses.
  if (request.httpVersion !== "1.1") return () => {};
  const telling = setInterval(() => {
    if (!response.headersSent && !response.destroyed) response.writeProcessing();
  }, everyMs);
  return () => clearInterval(telling);
}
