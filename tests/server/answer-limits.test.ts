import { describe, expect, it } from "vitest";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { recoverAll } from "@/lib/server/conversations/answer-recovery";
import { AnswerSize } from "@/lib/server/conversations/answer-size";
import { chunk } from "../fakes/scripted-upstream";
import { message, startClient as start, text } from "./chat-client";
import { testPlaces } from "./databases";
import { messageRow } from "./message-row";

const MEGABYTE = 1_000_000;

describe.each(await testPlaces())("answers over %s", (_, place) => {
  it("end when they get too long, are kept, and close their upstream connection", async () => {
    const { data, server } = await start(place, { ANSWER_MEGABYTES: "1" });
    server.upstream.script("groq", async ({ body }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      while (!response.destroyed) {
        response.write(chunk(body.model, { reasoning_content: "r".repeat(999), content: "é".repeat(20_000) }));
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    const said = await data<Message>("POST", `/sessions/${id}/messages`, message(3));
    const called = server.upstream.next();
    await data("POST", `/sessions/${id}/answers`, { parent_id: said.id, wishes: [{ model: "llama" }] });
    await server.harness.chat.answers.idle();
    await (await called).closed;
    const answer = (await data<ChatSession>("GET", `/sessions/${id}`)).messages?.at(-1);
    expect(answer).toMatchObject({ state: "interrupted", error: { error_type: "answer_too_long", retryable: false } });
    const bytes = Buffer.byteLength(`${answer?.content}${answer?.reasoning}`);
    expect(bytes).toBeLessThanOrEqual(MEGABYTE);
    expect(bytes).toBeGreaterThan(MEGABYTE - 4);
    expect(answer?.content).toMatch(/^é+$/);
  });

  it("that lost their writer are recovered after a start, no longer than the limit", async () => {
    const { data, server } = await start(place);
    const { chats } = server.harness.chat;
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    const row = messageRow(id, "a", { role: "assistant", model: "m", state: "running" });
    const begun: { id: number }[] = [];
    for (let i = 0; i < 3; i++) begun.push(await chats.addMessage(row));
    const [long, short] = begun;
    const events = Array.from({ length: 2_500 }, (_, i) => ({
      message_id: long?.id ?? 0,
      seq: i + 1,
      kind: "text",
      text: text(100),
    }));
    await chats.addEvents(events);
    await chats.addEvents([{ message_id: short?.id ?? 0, seq: 1, kind: "text", text: "bc" }]);
    await recoverAll(chats, 150_000, (answer) => answer === begun[2]?.id);
    const { messages = [] } = await data<ChatSession>("GET", `/sessions/${id}`);
    expect(messages[0]).toMatchObject({ state: "interrupted", error: { error_type: "answer_too_long" } });
    expect(messages[0]?.content).toHaveLength(150_000);
    expect(messages[1]).toMatchObject({ state: "interrupted", content: "abc", error: { error_type: "server" } });
    expect(messages[2]).toMatchObject({ state: "running" });
  });
});

describe("the size of an answer", () => {
  it("is counted in bytes and cut between characters", () => {
    const size = new AnswerSize(10);
    expect(size.take("text", "aé")).toBe("aé");
    expect(size.take("reasoning", "\ud83d")).toBe("");
    expect(size.take("reasoning", "\ude00")).toBe("😀");
    expect([size.full, size.take("text", "€€"), size.full, size.take("text", "x")]).toEqual([false, "€", true, ""]);
  });
});
