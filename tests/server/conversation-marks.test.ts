import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { type TestPlace, testPlaces } from "./databases";

describe.each(await testPlaces())("conversations over %s", (_, open) => {
  let place: TestPlace;
  let server: ChatServer;
  beforeAll(async () => {
    place = await open();
    server = await startChatServer([chatOffer("groq", "llama")], { variables: place.variables });
  });
  afterAll(async () => {
    await server.stop();
    await place.remove();
  });

  const ask = (method: string, path: string, body?: unknown, key = server.key) =>
    server.harness.get(`/v1/chat${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  async function data<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await ask(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { data: T }).data;
  }
  const create = (title = "") => data<ChatSession>("POST", "/sessions", { title });
  const add = (session: ChatSession, parent_id: number | null, content = "text") =>
    data<Message>("POST", `/sessions/${session.id}/messages`, { role: "user", content, parent_id });
  const read = (session: ChatSession) => data<ChatSession>("GET", `/sessions/${session.id}`);
  const change = (session: ChatSession, body: object) => data<ChatSession>("PATCH", `/sessions/${session.id}`, body);

  it("keeps the settings that a change does not name", async () => {
    const settings = { system: "be brief", temperature: 0.5, top_p: 0.9, max_tokens: 50, reasoning_effort: "low" };
    const session = await data<ChatSession>("POST", "/sessions", { settings });
    await change(session, { settings: { temperature: null } });
    expect((await read(session)).settings).toEqual({ ...settings, temperature: null });
  });

  it("lists pinned conversations before others, and keeps when one was used last", async () => {
    const [first, second] = [await create("first"), await create("second")];
    const pinned = await change(first, { pinned: true });
    expect(pinned.pinned_at).toMatch(/^\d{4}-/);
    expect(pinned.updated_at).toBe(first.updated_at);
    const ids = async () => (await data<ChatSession[]>("GET", "/sessions")).map(({ id }) => id);
    expect((await ids())[0]).toBe(first.id);
    expect(await change(first, { pinned: false })).toMatchObject({ pinned_at: null });
    expect((await ids()).indexOf(second.id)).toBeLessThan((await ids()).indexOf(first.id));
  });

  it("finds conversations by a tag, letter for letter, and counts tags", async () => {
    const [one, two] = [await create(), await create()];
    expect((await change(one, { tags: [" work ", 'café"%', "work"] })).tags).toEqual(["work", 'café"%']);
    await change(two, { tags: ["work", "Work"] });
    const tagged = async (tag: string) =>
      (await data<ChatSession[]>("GET", `/sessions?tag=${encodeURIComponent(tag)}`)).map(({ id }) => id).toSorted();
    expect(await tagged("work")).toEqual([one.id, two.id]);
    expect(await tagged("Work")).toEqual([two.id]);
    expect(await tagged('café"%')).toEqual([one.id]);
    expect(await tagged("wor")).toEqual([]);
    expect((await data<object[]>("GET", "/tags"))[0]).toEqual({ tag: "work", conversations: 2 });
    expect((await ask("PATCH", `/sessions/${one.id}`, { tags: ["x".repeat(41)] })).status).toBe(400);
  });

  it("deletes a message with all below it, and gives the room back", async () => {
    const session = await create();
    const root = await add(session, null);
    const branch = await add(session, root.id, "x".repeat(10_000));
    const below = await add(session, branch.id);
    const sibling = await add(session, root.id);
    const gone = await data("DELETE", `/sessions/${session.id}/messages/${branch.id}`);
    expect(gone).toEqual({ deleted: [branch.id, below.id] });
    expect((await read(session)).messages?.map(({ id }) => id)).toEqual([root.id, sibling.id]);
    expect((await ask("DELETE", `/sessions/${session.id}/messages/${branch.id}`)).status).toBe(404);
    const stranger = await server.harness.key({ subject: "stranger" });
    expect((await ask("DELETE", `/sessions/${session.id}/messages/${root.id}`, undefined, stranger)).status).toBe(404);
    expect(await data("DELETE", `/sessions/${session.id}/messages/${root.id}`)).toEqual({
      deleted: [root.id, sibling.id],
    });
    expect((await read(session)).leaf_id).toBeNull();
  });

  it("deletes no branch in which an answer is being written", async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    server.upstream.script("groq", async (_, response) => {
      await ended;
      response.end();
    });
    const session = await create();
    const root = await add(session, null);
    await data("POST", `/sessions/${session.id}/answers`, { parent_id: root.id, targets: [{ model: "llama" }] });
    const refused = await ask("DELETE", `/sessions/${session.id}/messages/${root.id}`);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: "answer_running" } });
    await data("POST", `/sessions/${session.id}/stop`, {});
    end();
    await (await ask("GET", `/sessions/${session.id}/events`)).text();
    await data("DELETE", `/sessions/${session.id}/messages/${root.id}`);
  });

  it("knows which branch was chosen or written last", async () => {
    const session = await create();
    const root = await add(session, null);
    const [left, right] = [await add(session, root.id), await add(session, root.id)];
    expect((await read(session)).leaf_id).toBe(right.id);
    expect((await change(session, { leaf_id: left.id })).leaf_id).toBe(left.id);
    const next = await add(session, left.id);
    expect((await read(session)).leaf_id).toBe(next.id);
    expect((await ask("PATCH", `/sessions/${session.id}`, { leaf_id: 2_000_000_000 })).status).toBe(404);
  });

  it("finds words whatever their accents and widths, in titles too", async () => {
    const session = await create("Ein Café in Łódź");
    await add(session, null, "ＧＰＴ für Anfänger");
    for (const query of ["cafe lodz", "CAFÉ", "gpt anfanger", "ｃａｆｅ"])
      expect((await data<ChatSession[]>("POST", "/search", { query })).map(({ id }) => id)).toEqual([session.id]);
  });
});
