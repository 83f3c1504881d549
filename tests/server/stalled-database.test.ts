import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { KeyRing } from "@/lib/server/auth/key-ring";
import { OwnKeys } from "@/lib/server/chat/own-keys";
import { Spend } from "@/lib/server/chat/spend";
import { GatewayKeyStore } from "@/lib/server/db/gateway-keys";
import { UsageStore } from "@/lib/server/db/usage";
import { type Harness, startHarness } from "./harness";

describe("while the store hangs and says nothing", () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  /** The same store, of which one method answers only when it is told to. */
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

  it("accepts a key that was valid recently, and checks it again when the store answers", async () => {
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

  it("the gateway keys of an account are those seen last, and what a key has spent is what was known", async () => {
    const { state: database, secrets } = harness.auth;
    await harness.key({ subject: "owner" });
    const [account] = await database.db.selectFrom("accounts").selectAll().execute();
    const keys = hangs(new GatewayKeyStore(database.db), "of");
    const usage = hangs(new UsageStore(database.db), "spent");
    const [own, spend] = [new OwnKeys(keys.proxy, secrets.encryptionKey), new Spend(usage.proxy)];
    await own.put(account?.id ?? 0, "groq", "a-key-of-my-own");
    expect((await own.of(account?.id ?? 0)).get("groq")).toBe("a-key-of-my-own");
    await spend.check(1, 1);
    keys.state.hanging = usage.state.hanging = true;
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 60_000);
    for (let i = 0; i < 3; i++) {
      expect((await own.of(account?.id ?? 0)).get("groq")).toBe("a-key-of-my-own");
      await spend.check(1, 1);
    }
    expect([keys.held.length, usage.held.length]).toEqual([1, 1]);
    vi.restoreAllMocks();
  });
});
