import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { KeyRing } from "@/lib/server/auth/key-ring";
import { Budgets } from "@/lib/server/chat/budgets";
import { OwnKeys } from "@/lib/server/chat/own-keys";
import { BudgetStore } from "@/lib/server/db/budgets";
import { GatewayKeyStore } from "@/lib/server/db/gateway-keys";
import { type Harness, startHarness } from "./harness";

describe("while the store hangs", () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  /** The same store with one method that only responds when told to. */
  function hangs<T extends object>(store: T, method: keyof T) {
    const held: ((value: unknown) => void)[] = [];
    const state = { hanging: false, answer: (value: unknown) => held.splice(0).map((say) => say(value)) };
    const proxy = new Proxy(store, {
      get: (target, name) =>
        name === method && state.hanging
          ? () => new Promise((resolve) => held.push(resolve))
          : (Reflect.get(target, name) as () => unknown).bind(target),
    });
    return { proxy, state, held };
  }

  it("a recently valid key is accepted, and checked again when the store responds", async () => {
    const { accounts, secrets } = harness.auth;
    let now = Date.now();
    const { proxy, state, held } = hangs(accounts, "keyByHash");
    const ring = new KeyRing(proxy, secrets.pepper, () => now);
    const key = await harness.key({ subject: "hanging" });
    expect(await ring.caller(key)).not.toBeNull();
    state.hanging = true;
    now += 10_000;
    for (let i = 0; i < 3; i++) expect(await ring.caller(key)).not.toBeNull();
    expect(held).toHaveLength(1);
    state.answer(undefined);
    await vi.waitFor(async () => expect(await ring.caller(key)).toBeNull());
  });

  it("an account's gateway keys and a key's spending are the last known ones", async () => {
    const { state: database, secrets } = harness.auth;
    await harness.key({ subject: "owner" });
    const [account] = await database.db.selectFrom("accounts").selectAll().execute();
    const keys = hangs(new GatewayKeyStore(database.db), "of");
    const shared = hangs(new BudgetStore(database.db), "exchange");
    const limits = { total: 1, day: null, week: null, month: null };
    const [own, budgets] = [new OwnKeys(keys.proxy, secrets.encryptionKey), new Budgets(shared.proxy)];
    await own.put(account?.id ?? 0, "groq", "a-key-of-my-own");
    expect((await own.of(account?.id ?? 0)).get("groq")).toBe("a-key-of-my-own");
    await budgets.begin(1, limits).cover(0.1);
    keys.state.hanging = shared.state.hanging = true;
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 60_000);
    for (let i = 0; i < 3; i++) {
      expect((await own.of(account?.id ?? 0)).get("groq")).toBe("a-key-of-my-own");
      await budgets.begin(1, limits).cover(0.1);
    }
    await expect(budgets.begin(1, limits).cover(0.7)).resolves.toBeUndefined();
    await expect(budgets.begin(1, limits).cover(0.1)).rejects.toMatchObject({ type: "rate_limit_exceeded" });
    expect(keys.held.length).toBe(1);
    vi.restoreAllMocks();
  });
});
