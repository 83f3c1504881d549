import type { Context } from "hono";
import { type SSEMessage, streamSSE } from "hono/streaming";

/** How often a comment keeps an idle stream open, in ms. */
const KEEP_ALIVE_MS = 15_000;
const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * Responds with an event stream that is written no faster than it is read, and kept open by comments while idle.
 * @param write sends events, each resolved once the reader has room for more or has disconnected; `signal` aborts when it
 * has disconnected
 */
export function eventStream(
  c: Context,
  write: (send: (event: SSEMessage) => Promise<void>, signal: AbortSignal) => Promise<void>,
): Response {
  if (c.req.raw.method === "HEAD") return c.body(null, 200, HEADERS);
  const response = streamSSE(c, async (stream) => {
    const disconnected = new AbortController();
    stream.onAbort(() => disconnected.abort());
    const { signal } = c.req.raw;
    if (signal.aborted) stream.abort();
    else signal.addEventListener("abort", () => stream.abort(), { once: true });
    let unread = 0;
    const sent = async (written: Promise<unknown>) => {
      unread++;
      await written;
      unread--;
    };
    const ticking = setInterval(() => {
      if (unread === 0) void sent(stream.write(": still writing\n\n"));
    }, KEEP_ALIVE_MS);
    try {
      await sent(stream.write(": following\n\n"));
      await write((event) => sent(stream.writeSSE(event)), disconnected.signal);
    } finally {
      clearInterval(ticking);
    }
  });
  // Connections are managed by the server, which closes them before it stops.
  for (const name of ["connection", "transfer-encoding"]) response.headers.delete(name);
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  return response;
}
