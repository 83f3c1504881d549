import { sql } from "kysely";
import { expect, it } from "vitest";
import { AccountStore } from "@/lib/server/db/accounts";
import { ChatStore } from "@/lib/server/db/chats";
import { PresetStore } from "@/lib/server/db/presets";
import { ResponseStore } from "@/lib/server/db/responses";
import { TABLES } from "@/lib/server/db/tables";
import { UsageStore } from "@/lib/server/db/usage";
import { testEngines } from "./databases";
import { messageRow } from "./message-row";
import { addAccount, addKey } from "./test-account";

const AT = "2026-01-01T00:00:00.000Z";

it.each(await testEngines())("nothing of a deleted account is left in %s, and all of another", async (_, open) => {
  const database = await open();
  const { db } = database.state;
  const accounts = new AccountStore(db);
  const chats = new ChatStore(db);
  async function fill(subject: string) {
    const account_id = await addAccount(db, AT, subject);
    const of = { account_id, created_at: AT };
    const key = { id: await addKey(db, account_id, subject, AT) };
    for (const deleted_at of [null, AT]) {
      const row = { ...of, title: "t", model: null, settings: "{}", updated_at: AT, deleted_at };
      const session = await chats.create(row);
      let last = 0;
      for (let n = 0; n < 120; n++) last = (await chats.addMessage(messageRow(session.id, "x"))).id;
      await chats.addEvents([{ message_id: last, seq: 1, kind: "text", text: "x" }]);
      await chats.share(session.id, `${subject}${deleted_at}`, ["x".repeat(2_000_000)], AT);
    }
    await new PresetStore(db).add({ ...of, name: "p", model: "m", gateway: null, settings: "{}", updated_at: AT });
    for (let n = 0; n < 12; n++)
      await new ResponseStore(db).add({ ...of, id: `${subject}${n}`, input: "[]", response: "{}" });
    await db
      .insertInto("gateway_keys")
      .values({ ...of, gateway: "groq", sealed: "s", last_four: "four" })
      .execute();
    const call = { model: "m", gateway: "g", native_id: "n", own_key: 0, stream: 0, estimated: 0, duration_ms: 1 };
    const calls = Array.from({ length: 1_100 }, (_, n) => {
      const ids = { account_id, key_id: key.id, request_id: `${n}`, call_id: `${subject} ${n}` };
      return { ...call, ...ids, at: AT, outcome: "ok", attempts: 1 };
    });
    await new UsageStore(db).add(calls);
    return account_id;
  }
  const counts = async () => {
    const rows = TABLES.filter(({ part }) => part === "state").map(async ({ name }) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
      return [name, Number(rows[0]?.n)];
    });
    return Object.fromEntries(await Promise.all(rows)) as Record<string, number>;
  };
  await fill("kept");
  const before = await counts();
  expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);
  await accounts.removeAccount(await fill("gone"));
  expect(await counts()).toEqual(before);
  await database.remove();
});
