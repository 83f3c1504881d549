import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ResponseStore } from "@/lib/server/db/responses";
import { text } from "./chat-client";
import { chatOffer, startChatServer } from "./chat-server";
import { testEngines, testPlaces } from "./databases";
import { addAccount } from "./test-account";

interface Stored {
  id: string;
  store: boolean;
}

describe.each(await testPlaces())("stored responses in %s", (_, openPlace) => {
  async function start() {
    const place = await openPlace();
    onTestFinished(() => place.remove());
    const offer = chatOffer("groq", "llama", { context_length: 2_000_000 });
    const server = await startChatServer([offer], { variables: { ...place.variables, RESPONSES_MEGABYTES: "1" } });
    onTestFinished(() => server.stop());
    const headers = { authorization: `Bearer ${server.key}`, "content-type": "application/json" };
    const create = async (bytes: number, more: object = {}): Promise<Stored> => {
      const body = JSON.stringify({ model: "llama", input: text(bytes), ...more });
      const answer = await fetch(`${server.url}/v1/responses`, { method: "POST", headers, body });
      expect(answer.status).toBe(200);
      return (await answer.json()) as Stored;
    };
    const find = async ({ id }: Stored, method = "GET") =>
      (await fetch(`${server.url}/v1/responses/${id}`, { method, headers })).status;
    return { create, find };
  }

  it("make room for new ones of a full account, the oldest first; longer than its limit is not stored", async () => {
    const { create, find } = await start();
    const old = await create(400_000);
    for (let i = 0; i < 21; i++) await create(10_000);
    const kept = await create(300_000);
    expect(await find(old)).toBe(200);
    const latest = await create(400_000);
    expect([latest.store, await find(old), await find(kept), await find(latest)]).toEqual([true, 404, 200, 200]);
    expect((await create(1_100_000)).store).toBe(false);
    expect(await find(latest)).toBe(200);
  });

  it("are never deleted for others when they are stored for the account: others are not stored", async () => {
    const { create, find } = await start();
    const kept = await create(600_000, { store: true });
    expect((await create(500_000)).store).toBe(false);
    const old = await create(300_000);
    expect((await create(500_000, { store: true })).store).toBe(false);
    expect(await find(old)).toBe(200);
    expect(await find(kept)).toBe(200);
    expect(await find(kept, "DELETE")).toBe(200);
    expect((await create(500_000)).store).toBe(true);
  });
});

describe.each(await testEngines())("responses stored at the same time in %s", (_, open) => {
  it("do not wait for others that cannot be stored with them, and large ones are sent separately", async () => {
    const { state, remove } = await open();
    onTestFinished(remove);
    const at = "2026-01-01T00:00:00.000Z";
    const account_id = await addAccount(state.db, at, "one");
    const statements: number[] = [];
    const execute = (rows: unknown[]) => {
      statements.push(rows.length);
      return rows.length > 1 ? Promise.reject(new Error("too slow")) : new Promise(() => {});
    };
    const insertInto = () => ({ values: (rows: unknown[]) => ({ execute: () => execute(rows) }) });
    const db = new Proxy(state.db, {
      get: (db, name) => (name === "insertInto" ? insertInto : Reflect.get(db, name).bind(db)),
    });
    const store = new ResponseStore(db);
    const add = (id: string, characters: number) =>
      void store.add({ id, account_id, created_at: at, expires_at: null, input: text(characters), response: "{}" });
    for (const id of ["a", "b", "c"]) add(id, 10);
    await vi.waitFor(() => expect(statements).toEqual([3, 1, 1, 1]));
    statements.length = 0;
    for (const id of ["d", "e", "f"]) add(id, 3_000_000);
    await vi.waitFor(() => expect(statements).toEqual([1, 1, 1]));
  });

  it("keep the limit of their account together, and make room one after another", async () => {
    const { state, remove } = await open();
    onTestFinished(remove);
    const at = "2026-01-01T00:00:00.000Z";
    const account_id = await addAccount(state.db, at, "one");
    const store = new ResponseStore(state.db, 100_000, () => Date.parse(at));
    const input = JSON.stringify("x".repeat(2_000));
    const add = (id: string, expires_at: string | null) =>
      store.add({ id, account_id, created_at: at, expires_at, input, response: "{}" });
    const addMany = (name: string, expires_at: string | null) =>
      Promise.allSettled(Array.from({ length: 40 }, (_, n) => add(`${name}${n}`, expires_at)));
    const count = (added: PromiseSettledResult<void>[]) => added.filter(({ status }) => status === "fulfilled").length;
    const stored = async () => {
      const rows = await state.db.selectFrom("responses").select(["id", "bytes"]).execute();
      return { count: rows.length, bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0) };
    };
    expect(count(await addMany("first", "2026-01-02T00:00:00.000Z"))).toBe(40);
    expect(count(await addMany("second", "2026-01-03T00:00:00.000Z"))).toBe(40);
    expect((await stored()).bytes).toBeLessThanOrEqual(100_000);
    await addMany("kept", null);
    expect(count(await addMany("last", null))).toBeLessThan(40);
    const { count: rows, bytes } = await stored();
    expect(bytes).toBeLessThanOrEqual(100_000);
    expect(bytes + bytes / rows).toBeGreaterThan(100_000);
  });

  it("are each stored or rejected separately", async () => {
    const { state, remove } = await open();
    onTestFinished(remove);
    const at = "2026-01-01T00:00:00.000Z";
    const account_id = await addAccount(state.db, at, "one");
    const store = new ResponseStore(state.db, 100_000, () => Date.parse(at));
    const add = (id: string, account = account_id) =>
      store.add({ id, account_id: account, created_at: at, expires_at: null, input: "[]", response: "{}" });
    const added = await Promise.allSettled([add("first"), add("of nobody", account_id + 1), add("last")]);
    expect(added.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const found = ["first", "of nobody", "last"].map((id) => store.find({ accountId: account_id, keyId: 1 }, id));
    expect((await Promise.all(found)).map((row) => row?.id)).toEqual(["first", undefined, "last"]);
  });
});
