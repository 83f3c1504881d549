import type { IncomingMessage, Server } from "node:http";
import type { Env } from "./env";

/**
 * HTTP/1.0 knows no Host header, and health checks of balancers send none: where it is missing, the address that was
 * connected to stands for it. HTTP/1.1 has to send one, Node sees to that.
 */
export function nameHost({ httpVersion, headers, socket }: IncomingMessage): void {
  if (httpVersion !== "1.0" || headers.host !== undefined) return;
  const { localAddress = "localhost", localPort } = socket;
  headers.host = `${localAddress.includes(":") ? `[${localAddress}]` : localAddress}:${localPort}`;
}

/** Node closes a CONNECT that nobody listens to without a word. */
export function answerConnect(server: Server): void {
  const head = "HTTP/1.1 405 Method Not Allowed\r\ncontent-type: application/json\r\nconnection: close\r\n";
  const message = "this server is no proxy: CONNECT is not possible";
  const error = { message, type: "invalid_request_error", code: "method_not_allowed", param: null };
  const body = JSON.stringify({ error: { ...error, error_type: "method_not_allowed", retryable: false } });
  server.on("connect", (_, socket) => {
    socket.on("error", () => {});
    socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  });
}

/** Why the server cannot listen, by the setting that has to change. */
export function whyNotListening({ code, message }: NodeJS.ErrnoException, { HOST, PORT }: Env): string {
  if (code === "EADDRINUSE") return `PORT: ${PORT} is in use on ${HOST}: set PORT to another one`;
  if (code === "EACCES") return `PORT: this user may not listen on ${PORT}: set PORT to one above 1023`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EINVAL")
    return `HOST: expected a name or address of this machine, got "${HOST}" (${code})`;
  return `HOST or PORT: the server cannot listen on ${HOST}:${PORT}: ${message}`;
}
