import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccountStore, type NewKey, type SignedIn } from "@/lib/server/db/accounts";
import { type TestDatabase, testEngines } from "./databases";

const AT = "2026-01-01T00:00:00.000Z";
const LATER = "2026-01-02T00:00:00.000Z";
const who = (subject: string, more: Partial<SignedIn> = {}): SignedIn => ({
  issuer: "privy",
  subject,
  auth_method: "email",
  display_name: null,
  email: null,
  email_verified: false,
  ...more,
});
let lastKey = 0;
const key = (account_id: number, more: Partial<NewKey> = {}): NewKey => {
  lastKey++;
  const rest = { name: "k", prefix: "gw_live_abcd", last_four: "wxyz", scopes: "chat read", created_at: AT };
  return { account_id, device: null, hash: `hash ${lastKey}`, ...rest, ...more };
};

describe.each(await testEngines())("accounts and keys in %s", (_, open) => {
  let database: TestDatabase;
  let store: AccountStore;
  beforeAll(async () => {
    database = await open();
    store = new AccountStore(database.state.db);
  });
  afterAll(() => database.remove());

  it("have one account per identity, however many requests are concurrent", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => store.signIn(who("at-once"), AT)));
    expect(new Set(all.map(({ account }) => account.id)).size).toBe(1);
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it("replace a hint with a verified value, and never the reverse", async () => {
    const of = async (more: Partial<SignedIn>) => (await store.signIn(who("mail", more), AT)).account;
    await of({ email: "hint@x.y" });
    expect(await of({ email: "true@x.y", email_verified: true })).toMatchObject({
      email: "true@x.y",
      email_verified: 1,
    });
    expect(await of({ email: "thief@x.y" })).toMatchObject({ email: "true@x.y", email_verified: 1 });
  });

  it("expire a device's previous keys at the given time when it gets a new one", async () => {
    const { account } = await store.signIn(who("device"), AT);
    await store.addKey(key(account.id, { device: "d1", name: "old" }), AT);
    await store.addKey(key(account.id, { device: "d2", name: "other" }), AT);
    await store.addKey(key(account.id, { device: "d1", name: "new" }), LATER);
    const names = async (at: string) => (await store.keys(account.id, at)).map(({ name }) => name).sort();
    expect(await names(AT)).toEqual(["new", "old", "other"]);
    expect(await names(LATER)).toEqual(["new", "other"]);
  });

  it("find a key only by its hash, reject a duplicate, and revoke only in the own account", async () => {
    const [a, b] = [(await store.signIn(who("a"), AT)).account, (await store.signIn(who("b"), AT)).account];
    const row = await store.addKey(key(a.id, { hash: "one" }), AT);
    expect((await store.keyByHash("one"))?.id).toBe(row.id);
    await expect(store.addKey(key(b.id, { hash: "one" }), AT)).rejects.toThrow();
    expect(await store.revokeKey(b.id, row.id, LATER)).toBe(false);
    expect(await store.revokeKey(a.id, row.id, LATER)).toBe(true);
    expect(await store.revokeKey(a.id, row.id, LATER)).toBe(false);
  });

  it("delete an account with everything that belongs to it", async () => {
    const { account } = await store.signIn(who("gone"), AT);
    await store.addKey(key(account.id, { hash: "gone" }), AT);
    await store.removeAccount(account.id);
    expect(await store.keyByHash("gone")).toBeUndefined();
    expect((await store.signIn(who("gone"), AT)).isNew).toBe(true);
  });

  it("are separate from another installation's in the same database", async () => {
    await store.signIn(who("here alone"), AT);
    const beside = await open();
    expect((await new AccountStore(beside.state.db).signIn(who("here alone"), AT)).isNew).toBe(true);
    await beside.remove();
  });

  it("persist when the database is reopened", async () => {
    await store.signIn(who("stays"), AT);
    const again = await database.again();
    expect((await new AccountStore(again.db).signIn(who("stays"), AT)).isNew).toBe(false);
    await again.close();
  });
});
