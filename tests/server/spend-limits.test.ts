import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import type { NewKeyAnswer } from "@/lib/contract/key";
import { Budgets } from "@/lib/server/chat/budgets";
import { BudgetStore } from "@/lib/server/db/budgets";
import { UsageStore } from "@/lib/server/db/usage";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { type TestDatabase, testEngines } from "./databases";
import { addAccount, addKey } from "./test-account";

const AT = "2026-01-01T00:00:00.000Z";
const LIMIT = 1;
const LIMITS = { total: LIMIT, day: null, week: null, month: null };

describe.each(await testEngines())("budgets in %s", (_, open) => {
  let database: TestDatabase;
  let account = 0;
  let made = 0;
  beforeAll(async () => {
    database = await open();
    account = await addAccount(database.state.db, AT);
  });
  afterAll(() => database.remove());
  const newKey = () => addKey(database.state.db, account, `h${++made}`, AT);
  const processes = (count: number) =>
    Array.from({ length: count }, () => new Budgets(new BudgetStore(database.state.db)));
  /** Covers, or the type of the refusal. */
  const covered = async (budgets: Budgets, keyId: number, usd: number) => {
    const reservation = budgets.begin(keyId, LIMITS);
    const refused = await Promise.resolve(reservation.cover(usd)).then(
      () => null,
      (error: { type: string }) => error.type,
    );
    return { reservation, refused };
  };

  it("start no more concurrent calls than the limit can pay for, in any number of processes", async () => {
    const keyId = await newKey();
    const all = processes(3);
    const calls = await Promise.all(Array.from({ length: 60 }, (_, n) => covered(all[n % 3] as Budgets, keyId, 0.1)));
    const begun = calls.filter(({ refused }) => refused === null);
    expect(begun.length).toBeGreaterThanOrEqual(10);
    expect(begun.length).toBeLessThanOrEqual(11);
    expect(new Set(calls.map(({ refused }) => refused))).toEqual(new Set([null, "rate_limit_exceeded"]));
    for (const { reservation } of begun) reservation.settle(0.01);
    await Promise.all(all.map((budgets) => budgets.close()));
    const [next] = processes(1);
    expect((await covered(next as Budgets, keyId, 0.8)).refused).toBeNull();
    await next?.close();
  });

  it("are released however a call ends, and finally reject what has been spent", async () => {
    const keyId = await newKey();
    const [one, other] = processes(2) as [Budgets, Budgets];
    const large = await covered(one, keyId, 5);
    expect(large.refused).toBeNull();
    expect((await covered(other, keyId, 0.1)).refused).toBe("rate_limit_exceeded");
    large.reservation.settle(0);
    await one.close();
    const again = await covered(other, keyId, 0.1);
    expect(again.refused).toBeNull();
    again.reservation.settle(1.5);
    await other.close();
    expect((await covered(one, keyId, 0.1)).refused).toBe("payment_required");
  });

  it("start with the key's spending according to usage", async () => {
    const keyId = await newKey();
    const rest = { model: "m", gateway: "g", native_id: "n", own_key: 0, stream: 0, estimated: 0, duration_ms: 1 };
    const row = { ...rest, at: AT, account_id: account, key_id: keyId, outcome: "ok", attempts: 1 };
    const usage = new UsageStore(database.state.db);
    await usage.add([
      { ...row, request_id: "a", call_id: `a${keyId}`, cost_usd: 0.9 },
      { ...row, request_id: "b", call_id: `b${keyId}`, cost_usd: 5, own_key: 1 },
    ]);
    const [one] = processes(1) as [Budgets];
    expect((await covered(one, keyId, 0.05)).refused).toBeNull();
    expect((await covered(one, keyId, 0.05)).refused).toBeNull();
    expect((await covered(one, keyId, 0.05)).refused).toBe("rate_limit_exceeded");
    await one.close();
  });

  it("never lease more than is left, whatever is requested and spent in any order", async () => {
    const step = fc.record({
      holder: fc.nat(2),
      want: fc.double({ min: 0, max: 1.5, noNaN: true }),
      spend: fc.nat(10),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const keyId = await newKey();
        const store = new BudgetStore(database.state.db);
        const leases = [0, 0, 0];
        let spent = 0;
        for (const { holder, want, spend } of steps) {
          const spentUsd = ((leases[holder] ?? 0) * spend) / 10;
          const lease = await store.exchange({
            keyId,
            limits: LIMITS,
            holder: String(holder),
            spentUsd: spent === 0 && leases.every((usd) => usd === 0) ? 0 : spentUsd,
            wantUsd: want,
            at: AT,
            until: "2026-01-01T00:01:00.000Z",
          });
          spent = lease.spent.total;
          leases[holder] = lease.usd;
          expect(spent + leases.reduce((sum, usd) => sum + usd, 0)).toBeLessThanOrEqual(LIMIT + 1e-9);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("reclaim the lease of a process that is gone", async () => {
    const keyId = await newKey();
    const store = new BudgetStore(database.state.db);
    const ask = (holder: string, at: string, until: string) =>
      store.exchange({ keyId, limits: LIMITS, holder, spentUsd: 0, wantUsd: 1, at, until });
    expect((await ask("gone", AT, "2026-01-01T00:01:00.000Z")).usd).toBe(1);
    expect((await ask("next", "2026-01-01T00:00:59.000Z", "2026-01-01T00:02:00.000Z")).usd).toBe(0);
    expect((await ask("next", "2026-01-01T00:01:01.000Z", "2026-01-01T00:02:00.000Z")).usd).toBe(1);
  });
});

describe("a key with a spend limit", () => {
  let server: ChatServer;
  beforeAll(async () => {
    const pricing = { prompt: "0.001", completion: "0.001" };
    server = await startChatServer([chatOffer("groq", "lab/m1", { pricing, context_length: null })], {
      times: { wholeMs: 60_000 },
    });
  });
  afterAll(() => server.stop());
  const makeKey = async (spend_limit_usd: number) => {
    const body = JSON.stringify({ name: "small", spend_limit_usd, scopes: ["chat", "conversations"] });
    const headers = { authorization: `Bearer ${server.key}` };
    return ((await (await fetch(`${server.url}/v1/keys`, { method: "POST", headers, body })).json()) as NewKeyAnswer)
      .key;
  };
  const post = (key: string, more: object = {}) =>
    server.post(
      { model: "lab/m1", messages: [{ role: "user", content: "hi" }], ...more },
      { headers: { authorization: `Bearer ${key}` } },
    );

  it("pays for no more concurrent calls than it has left: the others get 429 and may retry", async () => {
    const key = await makeKey(0.1);
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(key, { max_tokens: 40 })));
    const statuses = answers.map(({ status }) => status);
    const begun = statuses.filter((status) => status === 200).length;
    expect(begun).toBeGreaterThan(0);
    // 10 tokens at $0.001 each; the last call may take what is left, however little that is.
    expect(begun * 0.01).toBeLessThan(0.1 + 0.011);
    expect(statuses.filter((status) => ![200, 402, 429].includes(status))).toEqual([]);
    const refused = answers.find(({ status }) => status === 429) as Response;
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(((await refused.json()) as ErrorBody).error.code).toBe("budget_reserved");
  });

  it.each<[string, object]>([
    ["a whole answer", {}],
    ["a stream", { stream: true }],
  ])("has its budget back after %s fails", async (_, more) => {
    const key = await makeKey(0.05);
    server.upstream.script("groq", (_, response) => void response.writeHead(400).end("{}"));
    for (let i = 0; i < 5; i++) expect((await post(key, { max_tokens: 100_000, ...more })).status).toBe(400);
    server.upstream.script("groq", "ok");
    const answer = await post(key, { max_tokens: 100_000, ...more });
    expect(answer.status).toBe(200);
    await answer.text();
  });

  it("gets 402 once all of it is spent", async () => {
    const key = await makeKey(0.01);
    expect((await post(key)).status).toBe(200);
    expect((await post(key)).status).toBe(402);
  });
});
