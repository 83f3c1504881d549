import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { chunkOf, DONE, EVENTS, finishOf, usageEvent } from "./odd-answers";

const MODEL = "lab/short-model";
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL)]);
});
afterAll(() => server.stop());

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${server.url}/v1/chat/sessions${path}`, {
    method,
    headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return ((await answer.json()) as { data: T }).data;
}

/** The answer of a conversation, when it is written. */
async function answered(session: number, parent_id: number, more: object = {}): Promise<Message> {
  const targets = [{ model: MODEL }];
  const [begun] = await ask<Message[]>("POST", `/${session}/answers`, { parent_id, targets, wishes: targets, ...more });
  await server.harness.chat.answers.idle();
  const { messages = [] } = await ask<ChatSession>("GET", `/${session}`);
  return messages.find(({ id }) => id === begun?.id) as Message;
}

describe("an answer that its model did not finish", () => {
  it.each(["length", "content_filter"])("by %s says why, and can be continued", async (reason) => {
    const said: unknown[] = [];
    server.upstream.script("groq", ({ body }, response) => {
      said.push(body.messages);
      const ends = said.length === 1 ? reason : "stop";
      response.writeHead(200, EVENTS).end(chunkOf({ content: "one " }) + finishOf(ends) + usageEvent() + DONE);
    });
    const { id } = await ask<ChatSession>("POST", "", {});
    const parent = await ask<Message>("POST", `/${id}/messages`, { role: "user", content: "count" });
    const short = await answered(id, parent.id);
    expect(short).toMatchObject({ state: "done", content: "one ", error: null, facts: { finish_reason: reason } });
    const longer = await answered(id, parent.id, { continue_id: short.id });
    expect(longer).toMatchObject({ state: "done", content: "one one ", facts: { finish_reason: "stop" } });
    expect(said.at(-1)).toEqual([
      { role: "user", content: "count" },
      { role: "assistant", content: "one " },
    ]);
  });

  it("is interrupted when its stream was cut off, and says so", async () => {
    server.upstream.script(
      "groq",
      (_, response) => void response.writeHead(200, EVENTS).end(chunkOf({ content: "on" })),
    );
    const { id } = await ask<ChatSession>("POST", "", {});
    const parent = await ask<Message>("POST", `/${id}/messages`, { role: "user", content: "count" });
    const cut = await answered(id, parent.id);
    expect(cut).toMatchObject({ state: "interrupted", content: "on", error: { retryable: true } });
    expect(cut.facts?.gateway).toBe("groq");
  });
});

describe("the web pages that an answer cites", () => {
  const page = (url: string, title?: string) => ({ type: "url_citation", url_citation: { url, title } });
  const [first, second] = ["https://a.example/1", "https://b.example/2"];

  it("are stored with it, each once, and with the answer that continues it", async () => {
    let chunks = [
      chunkOf({
        content: "one ",
        annotations: [page(first, "A"), page("javascript:alert(1)", "odd"), { type: "file" }],
      }),
      chunkOf({ content: "two " }, null, 0, {}, { citations: [first, second, 5] }),
      chunkOf({ annotations: [page(first, "again")] }),
    ];
    server.upstream.script("groq", (_, response) => {
      response.writeHead(200, EVENTS).end(chunks.join("") + finishOf("length") + usageEvent() + DONE);
    });
    const { id } = await ask<ChatSession>("POST", "", {});
    const parent = await ask<Message>("POST", `/${id}/messages`, { role: "user", content: "count" });
    const short = await answered(id, parent.id);
    const sources = [
      { url: first, title: "A" },
      { url: second, title: null },
    ];
    expect(short.facts?.sources).toEqual(sources);
    chunks = [chunkOf({ content: "three", annotations: [page(second, "B"), page("https://c.example", "C]\n[d")] })];
    const longer = await answered(id, parent.id, { continue_id: short.id });
    expect(longer.facts?.sources).toEqual([...sources, { url: "https://c.example", title: "C]\n[d" }]);
    const read = await fetch(`${server.url}/v1/chat/sessions/${id}/export?format=md`, {
      headers: { authorization: `Bearer ${server.key}` },
    });
    expect(await read.text()).toContain(
      "one two three\n\nSources:\n\n1. [A](<https://a.example/1>)\n2. <https://b.example/2>\n3. [C\\] \\[d](<https://c.example/>)",
    );
  });
});
