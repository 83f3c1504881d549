import type { IncomingMessage, Server } from "node:http";
import { ApiError, errorBody } from "@/lib/contract/error";
import type { Env } from "./env";

/**
 * HTTP/1.0 requests and health checks of load balancers may lack a Host header: adds the address they connected to. For
 * HTTP/1.1, Node requires the header.
 */
export function nameHost({ httpVersion, headers, socket }: IncomingMessage): void {
  if (httpVersion !== "1.0" || headers.host !== undefined) return;
  const { localAddress = "localhost", localPort } = socket;
  headers.host = `${localAddress.includes(":") ? `[${localAddress}]` : localAddress}:${localPort}`;
}

/** Without a listener, Node closes a CONNECT request without a response. */
export function answerConnect(server: Server): void {
  const head = "HTTP/1.1 405 Method Not Allowed\r\ncontent-type: application/json\r\nconnection: close\r\n";
  const message = "this server is not a proxy: CONNECT is not supported";
  const body = JSON.stringify(errorBody(new ApiError("method_not_allowed", message), ""));
  server.on("connect", (_, socket) => {
    socket.on("error", () => {});
    socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  });
}

/** The reason why the server can't listen, naming the setting to change. */
export function listenErrorText({ code, message }: NodeJS.ErrnoException, { HOST, PORT }: Env): string {
  if (code === "EADDRINUSE") return `PORT: ${PORT} is in use on ${HOST}: set PORT to another one`;
  if (code === "EACCES") return `PORT: this user may not listen on ${PORT}: set PORT to one above 1023`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EINVAL")
    return `HOST: expected a name or address of this machine, got "${HOST}" (${code})`;
  return `HOST or PORT: the server cannot listen on ${HOST}:${PORT}: ${message}`;
}
