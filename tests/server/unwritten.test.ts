import { EventEmitter, once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CancelSignal } from "@/lib/net/cancel-signal";
import type { CompleteOptions, ServiceCaller } from "@/lib/server/chat/complete-options";
import type { ChunkWriter, StreamBody } from "@/lib/server/chat/raw-answer";
import { messagesAdapter, NativeMessages } from "@/lib/server/protocols/messages/native";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
let caller: ServiceCaller;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", "lab/m1"), chatOffer("fireworks", "lab/n1")], {
    nativeGateway: true,
  });
  caller = (await server.harness.auth.keys.caller(server.key)) as ServiceCaller;
});
afterAll(() => server.stop());

const messages = [{ role: "user", content: "hi" }];
const answer = (model: string, stream: boolean, more: Partial<CompleteOptions>) =>
  server.harness.chat.answer({ model, messages, stream }, caller, {
    client: new CancelSignal(),
    requestId: "r",
    ...more,
  });
const odd = () => {
  throw new Error("odd");
};
const PAID = { prompt_tokens: 7, completion_tokens: 3, cost_usd: expect.any(Number) };

/** Starts a stream whose end cannot be written; resolves with the error that its reader gets instead. */
async function unwritten(body: string | StreamBody, native?: ChunkWriter["native"]): Promise<unknown> {
  const told = new EventEmitter();
  const failed = once(told, "failed");
  const writer: ChunkWriter = {
    ...(native ? { native } : {}),
    pass: () => true,
    step: () => true,
    chunks: () => true,
    finish: () => {},
    late: () => {},
    waiting: () => {},
    complete: odd,
    fail: (error) => void told.emit("failed", error.type),
  };
  (body as StreamBody).start(writer);
  return (await failed)[0];
}

describe("an answer that cannot be written", () => {
  it.each([
    ["at once", odd],
    ["later", () => Promise.reject(new Error("odd"))],
  ])("is paid for, %s", async (_, writeWhole) => {
    await expect(answer("lab/m1", false, { writeWhole })).rejects.toThrow("odd");
    expect((await server.usage())[0]).toMatchObject({ ...PAID, gateway: "groq", outcome: "error" });
    expect(server.harness.chat.chat.running).toBe(0);
  });

  it("is paid for in a stream", async () => {
    const { body } = await answer("lab/m1", true, {});
    expect(await unwritten(body)).toBe("server");
    expect((await server.usage())[0]).toMatchObject({ ...PAID, gateway: "groq", outcome: "interrupted" });
    expect(server.harness.chat.chat.running).toBe(0);
  });

  it("is paid for in a stream that is passed on", async () => {
    server.upstream.script("fireworks", (_, response) => {
      const events = [
        { type: "message_start", message: { usage: { input_tokens: 7, output_tokens: 0 } } },
        { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
        { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "hi" } },
        { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 3 } },
        { type: "message_stop" },
      ];
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""));
    });
    const adapter = messagesAdapter({ model: "lab/n1", messages, max_tokens: 9, stream: true }, "");
    const { body } = await answer("lab/n1", true, { native: adapter });
    expect(await unwritten(body, new NativeMessages({ id: "m", model: "lab/n1" }))).toBe("server");
    expect((await server.usage())[0]).toMatchObject({ ...PAID, gateway: "fireworks", outcome: "interrupted" });
    expect(server.harness.chat.chat.running).toBe(0);
  });
});
