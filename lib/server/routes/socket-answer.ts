import type { IncomingMessage, ServerResponse } from "node:http";
import type { ByteOut, ChunkWriter, StreamBody } from "../chat/raw-answer";
import { appendHeader, type Head } from "../middleware/head";
import { OPEN_TO_ALL } from "../middleware/origins";

const EXPOSED: Head = [...Object.entries(OPEN_TO_ALL).flat(), "x-content-type-options", "nosniff"];
/** EXPOSED without the long list of headers that only browsers read; a browser always sends the origin of its page. */
const OPEN: Head = EXPOSED.flatMap((name, at) => {
  const value = EXPOSED[at + 1];
  return at % 2 > 0 || value === undefined || name === "access-control-expose-headers" ? [] : [name, value];
});

/** The headers of every response to a request. */
export const headersFor = ({ headers }: IncomingMessage): Head => (headers.origin === undefined ? OPEN : EXPOSED);

/** Writes a complete response, with its length. */
export function sendWhole(response: ServerResponse, body: string, head: Head, status = 200): void {
  appendHeader(head, "content-length", String(Buffer.byteLength(body)));
  response.writeHead(status, head);
  response.end(body);
}

/** Writes a stream as it arrives; pauses the upstream when the reader falls behind. */
export function sendStream(
  response: ServerResponse,
  body: StreamBody,
  head: Head,
  writerTo: (out: ByteOut) => ChunkWriter,
): void {
  response.writeHead(200, head);
  const out: ByteOut = {
    write: (bytes) => response.write(bytes),
    end: (bytes) => void response.end(bytes),
  };
  body.start(writerTo(out));
  response.on("drain", () => body.resume());
  response.on("error", () => body.cancel());
  if (response.destroyed) body.cancel();
}
