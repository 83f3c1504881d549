import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ChatStore } from "@/lib/server/db/chats";
import { type NewUsage, UsageStore } from "@/lib/server/db/usage";
import { createLog } from "@/lib/server/log";
import { Retention } from "@/lib/server/usage/retention";
import { type TestDatabase, testEngines } from "./databases";
import { messageRow } from "./message-row";
import { addAccount, addKey } from "./test-account";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-06-01T00:00:00.000Z");
const ago = (days: number) => new Date(NOW - days * DAY_MS).toISOString();

describe.each(await testEngines())("expired data in %s", (_, open) => {
  let database: TestDatabase;
  let account: number;
  let key: number;
  beforeAll(async () => {
    database = await open();
    account = await addAccount(database.state.db, ago(500));
    key = await addKey(database.state.db, account, "h", ago(500));
  });
  afterAll(() => database.remove());

  const call = (id: string, at: string, own_key = 0): NewUsage => ({
    at,
    account_id: account,
    key_id: key,
    request_id: id,
    call_id: id,
    model: "m",
    gateway: "groq",
    native_id: "m",
    own_key,
    stream: 0,
    prompt_tokens: 1,
    completion_tokens: 1,
    cached_tokens: null,
    estimated: 0,
    cost_usd: 0.5,
    first_token_ms: null,
    duration_ms: 1,
    outcome: "ok",
    error_type: null,
    attempts: 1,
  });
  const run = (usage: number, deletedConversations: number) =>
    new Retention(database.state.db, { usage, deletedConversations }, createLog("silent")).run(NOW);

  it("is deleted in batches: usage rows, but not what a key has spent", async () => {
    const usage = new UsageStore(database.state.db);
    await usage.add(Array.from({ length: 1_200 }, (_, i) => call(`old ${i}`, ago(401 + (i % 50)))));
    await usage.add([call("own", ago(450), 1), call("new", ago(399)), call("today", ago(0))]);
    const { total: spent } = await usage.spent(key, new Date());
    expect(spent).toBeCloseTo(601);
    await run(0, 0);
    expect(await usage.recent({ accountId: account, keyId: null, since: "" }, 2_000)).toHaveLength(1_203);
    await Promise.all([run(400, 30), run(400, 30)]);
    const left = await usage.recent({ accountId: account, keyId: null, since: "" }, 2_000);
    expect(left.map(({ call_id }) => call_id)).toEqual(["today", "new"]);
    expect((await usage.spent(key, new Date())).total).toBeCloseTo(spent);
  });

  it("is deleted in batches: deleted conversations with everything that belongs to them, and no others", async () => {
    const chats = new ChatStore(database.state.db);
    const begin = async (deleted_at: string | null) => {
      const row = {
        account_id: account,
        title: "t",
        model: null,
        settings: "{}",
        created_at: ago(90),
        updated_at: ago(90),
      };
      const { id } = await chats.create({ ...row, deleted_at });
      for (let i = 0; i < 120; i++) await chats.addMessage(messageRow(id, "x", { created_at: ago(90) }));
      await chats.share(id, `token ${id}`, ["{}"], ago(90));
      return id;
    };
    const [, recent, active] = [await begin(ago(31)), await begin(ago(29)), await begin(null)];
    await run(400, 30);
    const sessions = await database.state.db.selectFrom("chat_sessions").select("id").orderBy("id").execute();
    expect(sessions.map(({ id }) => id)).toEqual([recent, active]);
    const messages = await database.state.db.selectFrom("chat_messages").select("session_id").execute();
    expect(messages).toHaveLength(240);
    expect(await database.state.db.selectFrom("chat_shares").select("token").execute()).toHaveLength(2);
    await run(400, 0);
    expect(await database.state.db.selectFrom("chat_sessions").select("id").execute()).toHaveLength(2);
  });
});
