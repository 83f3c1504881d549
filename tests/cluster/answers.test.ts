import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AnswerEvent, ChatSession, Message } from "@/lib/contract/conversation";
import { callableProviders } from "@/lib/server/providers/registry";
import { eventsIn } from "../net/events-in";
import { hasPostgres, postgresPlace, type TestPlace } from "../server/databases";
import { type Harness, startHarness } from "../server/harness";
import { messageRow } from "../server/message-row";

const SOON = { timeout: 10_000, interval: 20 };
const MODEL = "demo/echo";

describe.runIf(await hasPostgres())("conversations of several processes", () => {
  let place: TestPlace;
  let a: Harness;
  let b: Harness;
  let key: string;
  beforeAll(async () => {
    place = await postgresPlace();
    const open = () =>
      startHarness({
        variables: { ...place.variables, DEMO_GATEWAY: "1" },
        providers: callableProviders({ DEMO_GATEWAY: true }),
        embedded: { asOf: "2026-01-01", offers: [] },
      });
    [a, b] = [await open(), await open()];
    await b.sync("demo");
    await vi.waitFor(() => expect(a.catalog.snapshot().models).toBeGreaterThan(0), SOON);
    key = await a.key();
  });
  afterAll(async () => {
    await Promise.all([a.stop(), b.stop()]);
    await place.remove();
  });

  const ask = (through: Harness, method: string, path: string, body?: unknown) =>
    through.get(`/v1/chat${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const data = async <T>(through: Harness, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await ask(through, method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { data: T }).data;
  };
  async function started(through: Harness, text: string) {
    const session = await data<ChatSession>(through, "POST", "/sessions", {});
    const question = await data<Message>(through, "POST", `/sessions/${session.id}/messages`, {
      role: "user",
      content: text,
    });
    const order = { parent_id: question.id, wishes: [{ model: MODEL }] };
    const [answer] = await data<Message[]>(through, "POST", `/sessions/${session.id}/answers`, order);
    return { session, said: question, answer: answer as Message };
  }
  async function followed(through: Harness, session: number): Promise<AnswerEvent[]> {
    const stream = await ask(through, "GET", `/sessions/${session}/events`);
    return eventsIn(Buffer.from(await stream.arrayBuffer())).flatMap((event) => {
      const text = event.type === "over" ? null : event.data;
      return text ? [JSON.parse(text) as AnswerEvent] : [];
    });
  }
  const textOf = (events: AnswerEvent[]) => events.map((e) => (e.type === "text" ? e.text : "")).join("");
  const last = async (through: Harness, session: number) =>
    (await data<ChatSession>(through, "GET", `/sessions/${session}`)).messages?.at(-1);

  it("can be followed word for word through a process that does not generate them", async () => {
    const { session } = await started(a, "a tale of the sea ".repeat(20));
    const [here, there] = await Promise.all([followed(a, session.id), followed(b, session.id)]);
    expect(textOf(there)).toBe(textOf(here));
    expect(there.at(-1)).toMatchObject({ type: "end", value: { state: "done", content: textOf(here) } });
    expect((await last(b, session.id))?.content).toBe(textOf(there));
  });

  it("can be stopped through another process, and followers see the same end", async () => {
    const { session, answer } = await started(a, "long ".repeat(2_000));
    const stopped = await ask(b, "POST", `/sessions/${session.id}/stop`, {});
    expect(await stopped.json()).toMatchObject({ data: [answer.id], message: "1 stopped" });
    const events = await followed(b, session.id);
    await vi.waitFor(async () => expect((await last(b, session.id))?.state).toBe("stopped"), SOON);
    if (events.length > 0) expect(events.at(-1)).toMatchObject({ type: "end", value: { state: "stopped" } });
  });

  it("lose nothing when their process ends: another one marks exactly its answers and tells followers", async () => {
    const { session, said: question } = await started(a, "hello");
    const live = await started(a, "slow ".repeat(400));
    // No process has this number.
    const writer = 2 ** 31 - 1;
    const row = await b.chat.chats.addMessage(
      messageRow(session.id, "", { parent_id: question.id, role: "assistant", model: MODEL, state: "running", writer }),
    );
    await b.chat.chats.addEvents([
      { message_id: row.id, seq: 1, kind: "reasoning", text: "hm" },
      { message_id: row.id, seq: 2, kind: "text", text: "so far" },
    ]);
    const events = await followed(b, session.id);
    expect(events.at(-1)).toMatchObject({
      type: "end",
      value: { id: row.id, state: "interrupted", content: "so far", reasoning: "hm", error: { retryable: true } },
    });
    await ask(a, "POST", `/sessions/${live.session.id}/stop`, {});
    await vi.waitFor(async () => expect((await last(a, live.session.id))?.state).toMatch(/stopped|done/), SOON);
  });

  it("reject a key in every process as soon as it is revoked in one", async () => {
    const own = await a.key({ subject: "someone" });
    const read = (through: Harness) => through.get("/v1/account", { headers: { authorization: `Bearer ${own}` } });
    expect([(await read(a)).status, (await read(b)).status]).toEqual([200, 200]);
    await a.get("/v1/keys/current", { method: "DELETE", headers: { authorization: `Bearer ${own}` } });
    await vi.waitFor(async () => expect((await read(b)).status).toBe(401), { timeout: 2_000, interval: 20 });
  });
});
