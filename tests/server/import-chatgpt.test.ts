import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatSession } from "@/lib/contract/conversation";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { type TestPlace, testPlaces } from "./databases";

const node = (parent: string | null, children: string[], role: string, text: string) => ({
  parent,
  children,
  message: { author: { role }, content: { content_type: "text", parts: [text] }, create_time: 1_700_000_000 },
});
const conversation = (title: string, text = "Why?") => ({
  title,
  create_time: 1_600_000_000,
  current_node: "first",
  mapping: {
    root: { parent: null, children: ["ask"], message: null },
    ask: node("root", ["first", "second"], "user", text),
    first: node("ask", [], "assistant", "one \u0000"),
    second: node("ask", [], "assistant", "two"),
  },
});

describe.each(await testPlaces())("importing ChatGPT's export over %s", (_, open) => {
  let place: TestPlace;
  let server: ChatServer;
  beforeAll(async () => {
    place = await open();
    const variables = { ...place.variables, CONVERSATION_MEGABYTES: "1", ACCOUNT_MEGABYTES: "2" };
    server = await startChatServer([chatOffer("groq", "llama")], { variables });
  });
  afterAll(async () => {
    await server.stop();
    await place.remove();
  });

  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await server.harness.get(`/v1/chat${path}`, {
      method,
      headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, ...((await answer.json()) as { data: never }) };
  };

  it("stores conversations with their branches, times, and the one chosen last", async () => {
    const { status, data } = await ask("POST", "/import", [
      conversation("Tides"),
      { title: "broken" },
      conversation(""),
    ]);
    expect({ status, data }).toEqual({
      status: 201,
      data: {
        conversations: 2,
        messages: 6,
        skipped: [{ title: "Untitled", reason: "expected a conversation with its messages under mapping" }],
      },
    });
    const list = (await ask("GET", "/sessions")).data as ChatSession[];
    expect(list.map(({ title }) => title).toSorted()).toEqual(["Tides", "Why?"]);
    const { id } = list.find(({ title }) => title === "Tides") as ChatSession;
    const stored = (await ask("GET", `/sessions/${id}`)).data as ChatSession;
    const [root, first, second] = stored.messages ?? [];
    expect([first?.parent_id, second?.parent_id, stored.leaf_id]).toEqual([root?.id, root?.id, first?.id]);
    expect([root?.content, first?.content, first?.role]).toEqual(["Why?", "one \ufffd", "assistant"]);
    expect([stored.created_at, stored.updated_at]).toEqual(["2020-09-13T12:26:40.000Z", "2023-11-14T22:13:20.000Z"]);
    expect(((await ask("POST", "/search", { query: "tides" })).data as ChatSession[]).map((one) => one.id)).toEqual([
      id,
    ]);
  });

  it("stores nothing beyond the budgets of a conversation and an account, and says so", async () => {
    const large = (title: string) => conversation(title, "x".repeat(900_000));
    const tooLarge = conversation("too large", "ü".repeat(600_000));
    const { data } = await ask("POST", "/import", [tooLarge, large("a"), large("b"), large("c")]);
    expect(data).toEqual({
      conversations: 2,
      messages: 6,
      skipped: [
        { title: "too large", reason: "it exceeds the size limit of a conversation" },
        { title: "c", reason: "the account is full" },
      ],
    });
  });

  it("takes conversations as long as real ones", async () => {
    const nodes = Array.from({ length: 600 }, (_, n) => [
      `n${n}`,
      { id: `n${n}`, ...node(n ? `n${n - 1}` : null, [`n${n + 1}`], n % 2 ? "assistant" : "user", `said ${n}`) },
    ]);
    const long = { title: "long", current_node: "n599", mapping: Object.fromEntries(nodes) };
    const { status, data } = await ask("POST", "/import", [long, { title: "broken" }]);
    expect({ status, data }).toMatchObject({ status: 201, data: { conversations: 1, messages: 600 } });
    const { id } = ((await ask("GET", "/sessions?limit=1")).data as ChatSession[])[0] as ChatSession;
    const { messages = [] } = (await ask("GET", `/sessions/${id}`)).data as ChatSession;
    expect(messages.map(({ content }) => content)).toEqual(nodes.map((_, n) => `said ${n}`));
    await ask("DELETE", `/sessions/${id}`);
  });

  it.each([
    ["one conversation", conversation("alone"), 201, 1],
    ["no conversation", [], 201, 0],
  ])("takes %s", async (_, body, status, conversations) => {
    const { data, ...answer } = await ask("POST", "/import", body);
    expect([answer.status, (data as { conversations: number }).conversations]).toEqual([status, conversations]);
  });

  it("takes a list of at most 1,000 at once", async () => {
    expect((await ask("POST", "/import", Array(1_001).fill({}))).status).toBe(400);
  });
});
