import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a gateway does with the next calls. */
export type Script =
  | "ok"
  | "500"
  | "503"
  | "429"
  | "401"
  | "html502"
  | "malformed"
  | "cutBefore"
  | "cutMid"
  | "errorEvent"
  | "hang"
  | "slow"
  | "tiny"
  | "big"
  | "noUsage"
  | ((call: UpstreamRequest, response: ServerResponse) => void | Promise<void>);

/** A received call, and when its connection was closed early. */
export interface UpstreamRequest {
  gateway: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown> & { stream?: boolean; model?: string };
  /** The body as it was sent. */
  text: string;
  /** Resolves when the caller closes the connection before the response is complete. */
  closed: Promise<void>;
}

export interface ScriptedUpstream {
  url: string;
  script(gateway: string, script: Script): void;
  calls: UpstreamRequest[];
  /** Resolves with the next call. */
  next(): Promise<UpstreamRequest>;
  /** The number of unfinished responses. */
  open(): number;
  close(): Promise<void>;
}

const SLOW_MS = 400;
export const USAGE = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
const frame = (model: unknown) => ({ id: "chatcmpl-1", created: 1, model });
export const chunk = (model: unknown, delta: object, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ ...frame(model), object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] })}\n\n`;

/** Where gateways take other protocols than chat. */
const NATIVE = /\/(?:responses|messages)$/;

/**
 * One server for every gateway, each below its own path, with scripted responses. `chatOnly`: gateways that have no
 * other protocol, as a gateway answers for some of its models; such calls are not counted.
 */
export async function startScriptedUpstream(
  port = 0,
  chatOnly: readonly string[] = ["groq", "novita"],
): Promise<ScriptedUpstream> {
  const scripts = new Map<string, Script>();
  const calls: UpstreamRequest[] = [];
  const waiting: ((call: UpstreamRequest) => void)[] = [];
  let open = 0;
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const [, gateway = "", path = ""] = /^\/([^/]*)(.*)$/.exec(request.url ?? "") ?? [];
    if (chatOnly.includes(gateway) && NATIVE.test(path)) return void response.writeHead(404).end("{}");
    let text = "";
    request.setEncoding("utf8");
    for await (const piece of request) text += piece;
    const closed = new Promise<void>((resolve) => {
      response.once("close", () => {
        open--;
        if (!response.writableFinished) resolve();
      });
    });
    open++;
    const call: UpstreamRequest = {
      gateway,
      path,
      headers: request.headers,
      body: JSON.parse(text || "{}"),
      text,
      closed,
    };
    calls.push(call);
    waiting.shift()?.(call);
    const script = scripts.get(gateway) ?? "ok";
    if (typeof script === "function") await script(call, response);
    else await play(script, call, response);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    script: (gateway, script) => void scripts.set(gateway, script),
    calls,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    open: () => open,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** Responds to a call as scripted. */
export async function play(
  script: Exclude<Script, (...args: never[]) => unknown>,
  call: UpstreamRequest,
  response: ServerResponse,
) {
  const { model, stream } = call.body;
  const whole = (content: string, usage: object | undefined = USAGE) => ({
    ...frame(model),
    object: "chat.completion",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    ...(usage ? { usage } : {}),
  });
  const begin = () => response.writeHead(200, { "content-type": "text/event-stream" });
  const end = (usage: object | undefined = USAGE) => {
    response.write(chunk(model, {}, "stop"));
    if (usage)
      response.write(
        `data: ${JSON.stringify({ ...frame(model), object: "chat.completion.chunk", choices: [], usage })}\n\n`,
      );
    response.end("data: [DONE]\n\n");
  };
  switch (script) {
    case "ok":
    case "noUsage": {
      const usage = script === "ok" ? USAGE : undefined;
      if (!stream)
        return json(
          response,
          200,
          script === "ok" ? whole("Hello world") : { ...whole("Hello world"), usage: undefined },
        );
      begin();
      response.write(chunk(model, { role: "assistant", content: "" }));
      response.write(chunk(model, { content: "Hello" }));
      response.write(chunk(model, { content: " world" }));
      if (usage) return end();
      response.write(chunk(model, {}, "stop"));
      return void response.end("data: [DONE]\n\n");
    }
    case "500":
      return json(response, 500, { error: { message: "internal" } });
    case "503":
      return json(response, 503, { detail: "cold" });
    case "429":
      return json(response, 429, { error: { message: "slow down" } }, { "retry-after": "30" });
    case "401":
      return json(response, 401, { error: { message: "bad key sk-…" } });
    case "html502":
      return void response.writeHead(502, { "content-type": "text/html" }).end("<html><body>Bad gateway</body></html>");
    case "malformed":
      if (!stream)
        return void response.writeHead(200, { "content-type": "application/json" }).end('{"choices":[{"mess');
      begin();
      return void response.end('data: {"choices":[{"delta":{"content":"He\n\n');
    case "cutBefore":
      return void response.destroy();
    case "cutMid":
      if (!stream) {
        response.writeHead(200, { "content-type": "application/json", "content-length": "10000" });
        response.write('{"choices":[{"message":{"content":"He');
        return void setTimeout(() => response.destroy(), 10);
      }
      begin();
      response.write(chunk(model, { content: "Hello" }));
      response.write('data: {"choices":[{"delta":{"content":" wor');
      return void setTimeout(() => response.destroy(), 10);
    case "errorEvent": {
      const error = { code: 503, message: "no capacity left" };
      if (!stream) return json(response, 200, { error });
      begin();
      response.write(chunk(model, { content: "Hello" }));
      return void setTimeout(
        () =>
          response.end(
            `data: ${JSON.stringify({ ...frame(model), error, choices: [{ index: 0, delta: {}, finish_reason: "error" }] })}\n\n`,
          ),
        10,
      );
    }
    case "hang":
      return;
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      return play("ok", call, response);
    case "tiny":
      if (!stream) return json(response, 200, whole("x".repeat(2_000)));
      begin();
      for (let i = 0; i < 2_000; i++) {
        response.write(chunk(model, { content: "x" }));
        if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      return end();
    case "big":
      if (!stream) return json(response, 200, whole("y".repeat(5 << 20)));
      begin();
      response.write(chunk(model, { content: "y".repeat(5 << 20) }));
      return end();
  }
}
