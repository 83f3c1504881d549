import { describe, expect, it } from "vitest";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { message, startClient as start, text } from "./chat-client";
import { testPlaces } from "./databases";
import { messageRow } from "./message-row";

describe.each(await testPlaces())("conversations in %s", (_, place) => {
  it("accept no message beyond their size limit, even concurrently, and stay readable", async () => {
    const { data, ask, refusal } = await start(place, { CONVERSATION_MEGABYTES: "1" });
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    const statuses = await Promise.all(
      Array.from({ length: 6 }, async () => (await ask("POST", `/sessions/${id}/messages`, message(300_000))).status),
    );
    expect(statuses.sort()).toEqual([201, 201, 201, 413, 413, 413]);
    expect(await refusal("POST", `/sessions/${id}/messages`, message(300_000))).toEqual([413, "conversation_full"]);
    expect((await data<ChatSession>("GET", `/sessions/${id}`)).messages).toHaveLength(3);
    const parent_id = (await data<ChatSession>("GET", `/sessions/${id}`)).messages?.[0]?.id;
    await data("POST", `/sessions/${id}/messages`, message(95_000));
    expect(await refusal("POST", `/sessions/${id}/answers`, { parent_id, wishes: [{ model: "llama" }] })).toEqual([
      413,
      "conversation_full",
    ]);
  });

  it("get a message at all of its places or at none", async () => {
    const { data, ask, refusal, server } = await start(place, { CONVERSATION_MEGABYTES: "1" });
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    const above = await data<Message>("POST", `/sessions/${id}/messages`, message(500_000));
    const at = [above.id, above.id].map((parent_id) => ({ parent_id, targets: [{ model: "llama" }] }));
    const sent = { session_id: id, content: text(300_000), at };
    expect(await refusal("POST", "/send", sent)).toEqual([413, "conversation_full"]);
    expect((await data<ChatSession>("GET", `/sessions/${id}`)).messages).toHaveLength(1);
    expect(server.upstream.calls).toHaveLength(0);
    expect((await ask("POST", "/send", { ...sent, content: text(200_000) })).status).toBe(201);
    await server.harness.chat.answers.idle();
    expect((await data<ChatSession>("GET", `/sessions/${id}`)).messages).toHaveLength(5);
  });

  it("start at most 8 answers at once, also for requests that come together", async () => {
    const { data, ask, server } = await start(place);
    server.upstream.script("groq", "hang");
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    const { id: parent_id } = await data<Message>("POST", `/sessions/${id}/messages`, message(1));
    const request = { parent_id, targets: Array.from({ length: 4 }, () => ({ model: "llama" })) };
    const asked = [1, 2, 3].map(() => ask("POST", `/sessions/${id}/answers`, request));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(2);
    expect(statuses).toContain(429);
    const running = (await data<ChatSession>("GET", `/sessions/${id}`)).messages?.filter(
      (one) => one.state === "running",
    );
    expect(running?.length).toBeLessThanOrEqual(8);
    await ask("POST", `/sessions/${id}/stop`, {});
  });

  it("share the account's size limit; deleted ones make room", async () => {
    const { data, refusal, ask } = await start(place, { ACCOUNT_MEGABYTES: "1" });
    const [one, two] = [
      await data<ChatSession>("POST", "/sessions", {}),
      await data<ChatSession>("POST", "/sessions", {}),
    ];
    await data("POST", `/sessions/${one.id}/messages`, message(600_000));
    const more = () => refusal("POST", `/sessions/${two.id}/messages`, message(600_000));
    expect(await more()).toEqual([413, "account_full"]);
    const settings = { system: text(99_000) };
    for (let i = 0; i < 4; i++) await data("POST", "/sessions", { settings });
    expect(await refusal("POST", "/sessions", { settings })).toEqual([413, "account_full"]);
    expect(await refusal("PATCH", `/sessions/${two.id}`, { settings })).toEqual([413, "account_full"]);
    await data("PATCH", `/sessions/${two.id}`, { title: "a name still fits" });
    await ask("DELETE", `/sessions/${one.id}`);
    await data("POST", `/sessions/${two.id}/messages`, message(600_000));
    expect((await ask("PATCH", `/sessions/${one.id}`, { is_active: true })).status).toBe(404);
    expect(await more()).toEqual([413, "account_full"]);
  });

  it("can be changed only so often per minute; reading and stopping stay possible", async () => {
    const { data, refusal, ask } = await start(place, { CONVERSATION_WRITES_PER_MINUTE: "3" });
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    await data("POST", `/sessions/${id}/messages`, message(1));
    await data("PATCH", `/sessions/${id}`, { title: "x" });
    for (const [method, path, body] of [
      ["POST", `/sessions/${id}/messages`, message(1)],
      ["POST", "/sessions", {}],
      ["PATCH", `/sessions/${id}`, { title: "y" }],
      ["POST", `/sessions/${id}/share`, {}],
      ["POST", `/sessions/${id}/answers`, { parent_id: 1, wishes: [{ model: "llama" }] }],
      ["DELETE", `/sessions/${id}`, undefined],
    ] as const)
      expect(await refusal(method, path, body), `${method} ${path}`).toEqual([429, "rate_limit_exceeded"]);
    expect((await ask("GET", `/sessions/${id}`)).status).toBe(200);
    expect((await ask("POST", `/sessions/${id}/stop`, {})).status).toBe(200);
  });

  it("can be read in parts, from either end", async () => {
    const { data, ask } = await start(place);
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    const ids: number[] = [];
    for (let i = 0; i < 7; i++) ids.push((await data<Message>("POST", `/sessions/${id}/messages`, message(i))).id);
    const part = async (query: string) => {
      const { messages, has_more } = await data<ChatSession>("GET", `/sessions/${id}?${query}`);
      return [messages?.map((m) => ids.indexOf(m.id)), has_more];
    };
    expect(await part("limit=3")).toEqual([[0, 1, 2], true]);
    expect(await part(`limit=3&after=${ids[2]}`)).toEqual([[3, 4, 5], true]);
    expect(await part(`limit=3&after=${ids[5]}`)).toEqual([[6], false]);
    expect(await part(`limit=3&before=${ids[6]}`)).toEqual([[3, 4, 5], true]);
    expect(await part(`limit=3&before=${ids[3]}`)).toEqual([[0, 1, 2], false]);
    expect(await part("limit=500")).toEqual([[0, 1, 2, 3, 4, 5, 6], false]);
    const whole = await data<ChatSession>("GET", `/sessions/${id}`);
    expect(whole.messages?.map((m) => m.id)).toEqual(ids);
    expect(whole).not.toHaveProperty("has_more");
    for (const query of ["limit=0", "limit=501", "after=x", "before=0", `after=1&before=2`])
      expect((await ask("GET", `/sessions/${id}?${query}`)).status, query).toBe(400);
  });

  it("are returned regardless of input limits, and completely when they are long", async () => {
    const { data, server, ask } = await start(place);
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    const contents = [
      text(1_500_000),
      "short",
      text(700_000),
      ...Array.from({ length: 300 }, (_, i) => `${i} \ud800"`),
    ];
    for (const content of contents) await server.harness.chat.chats.addMessage(messageRow(id, content));
    for (const encoding of ["identity", "gzip", "br"]) {
      const answer = await fetch(`${server.url}/v1/chat/sessions/${id}`, {
        headers: { authorization: `Bearer ${server.key}`, "accept-encoding": encoding },
      });
      const whole = (await answer.json()) as { data: ChatSession; message: string };
      expect(whole.data.messages?.map(({ content }) => content)).toEqual(contents);
      expect(whole.message).toBe("303 messages");
    }
    const file = (await (await ask("GET", `/sessions/${id}/export?format=json`)).json()) as ChatSession;
    expect(file.messages?.map(({ content }) => content)).toEqual(contents);
  });

  it("are shared as the displayed branch, without what was edited away", async () => {
    const { data, ask } = await start(place);
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    const say = (content: string, parent_id: number | null) =>
      data<Message>("POST", `/sessions/${id}/messages`, { role: "user", content, parent_id });
    const first = await say("secret draft", null);
    const below = await say("below the draft", first.id);
    const edited = await say("edited", null);
    const left = await say("left", edited.id);
    const right = await say("right", edited.id);
    const shared = async (body?: object) => {
      const { token } = await data<{ token: string }>("POST", `/sessions/${id}/share`, body);
      const snapshot = (await (await ask("GET", `/shared/${token}`)).json()) as { messages: Message[] };
      return snapshot.messages.map(({ content }) => content);
    };
    expect(await shared()).toEqual(["edited", "right"]);
    expect(await shared({ message_ids: [below.id] })).toEqual(["secret draft", "below the draft"]);
    expect(await shared({ message_ids: [left.id, right.id] })).toEqual(["edited", "left", "right"]);
    expect((await ask("POST", `/sessions/${id}/share`, { message_ids: [999_999] })).status).toBe(404);
    expect((await ask("POST", `/sessions/${id}/share`, { message_ids: [] })).status).toBe(400);
  });
});
