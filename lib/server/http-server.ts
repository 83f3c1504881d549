import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
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
  const refusal = lastResponse(
    new ApiError("method_not_allowed", "this server is not a proxy: CONNECT is not supported"),
  );
  server.on("connect", (_, socket) => {
    socket.on("error", () => {});
    socket.end(refusal);
  });
}

/**
 * Returns a function for the end of the process: it answers each request that has no response yet with an error, and
 * closes its connection.
 */
export function refuseWaiting(server: Server): () => void {
  const responses = new Map<Socket, ServerResponse>();
  server.on("connection", (socket) => socket.once("close", () => responses.delete(socket)));
  server.on("request", ({ socket }, response) => responses.set(socket, response));
  return () => {
    const message = "this server is shutting down before there is an answer: try again";
    const refusal = lastResponse(new ApiError("provider_unavailable", message, { code: "stopping" }));
    // A response behind another one of its connection has no socket.
    for (const { headersSent, writableEnded, socket } of responses.values())
      if (!headersSent && !writableEnded) socket?.end(refusal);
  };
}

/** The bytes of an error response after which the connection closes. */
function lastResponse(error: ApiError): string {
  const body = JSON.stringify(errorBody(error, ""));
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    "content-type: application/json",
    "connection: close",
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

/** The reason why the server can't listen, naming the setting to change. */
export function listenErrorText({ code, message }: NodeJS.ErrnoException, { HOST, PORT }: Env): string {
  if (code === "EADDRINUSE") return `PORT: ${PORT} is in use on ${HOST}: set PORT to another one`;
  if (code === "EACCES") return `PORT: this user may not listen on ${PORT}: set PORT to one above 1023`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EINVAL")
    return `HOST: expected a name or address of this machine, got "${HOST}" (${code})`;
  return `HOST or PORT: the server cannot listen on ${HOST}:${PORT}: ${message}`;
}
