import type { Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chunk, play } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/stale-model";
const CALLERS = 12;
const messages = [{ role: "user", content: "hi" }];
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL), chatOffer("groq", "lab/cut-model")], {
    times: { silenceMs: 400 },
  });
});
afterAll(() => server.stop());

describe("idle connections", () => {
  it.each([false, true])(
    "that are reset on reuse are replaced, without counting as a failure (stream: %s)",
    async (stream) => {
      const old = new Set<Socket>();
      let waiting = 0;
      let all = () => {};
      const together = new Promise<void>((resolve) => {
        all = resolve;
      });
      server.upstream.script("groq", async (call, response) => {
        if (response.socket) old.add(response.socket);
        if (++waiting === CALLERS) all();
        await together;
        await play("ok", call, response);
      });
      const ask = () =>
        Promise.all(
          Array.from({ length: CALLERS }, () =>
            server.post({ model: MODEL, stream, messages }).then((r) => r.text().then(() => r.status)),
          ),
        );
      await ask();
      expect(old.size).toBe(CALLERS);
      server.upstream.script("groq", async (call, response) => {
        if (response.socket && old.has(response.socket)) response.socket.resetAndDestroy();
        else await play("ok", call, response);
      });
      expect(await ask()).toEqual(Array.from({ length: CALLERS }, () => 200));
      const reply = await (await server.post({ model: MODEL, messages })).json();
      expect(reply.gatewayz.attempts).toMatchObject([{ outcome: "ok" }]);
      await expect.poll(() => server.harness.chat.pools.running).toBe(0);
    },
  );

  it("are not the reason when a new connection is cut", async () => {
    let calls = 0;
    server.upstream.script("groq", (_, response) => {
      calls++;
      response.destroy();
    });
    const response = await server.post({ model: "lab/cut-model", messages });
    expect(response.status).toBe(503);
    expect(calls).toBeLessThanOrEqual(3);
  });
});

describe("a slow first token", () => {
  it("is waited for while the gateway shows signs of life", async () => {
    server.upstream.script("groq", async (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (let i = 0; i < 8; i++) {
        response.write(": still thinking\n\n");
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      response.end(`${chunk("m", { content: "Hello" })}${chunk("m", {}, "stop")}data: [DONE]\n\n`);
    });
    const text = await (await server.post({ model: MODEL, stream: true, messages })).text();
    expect(text).toContain("Hello");
    expect(text).not.toContain('"error"');
  });

  it("is not waited for in silence, even after the headers", async () => {
    server.upstream.script("groq", (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": here\n\n");
    });
    const text = await (await server.post({ model: MODEL, stream: true, messages })).text();
    expect(text).toContain("Groq sent nothing for 0.4 s");
  });
});
