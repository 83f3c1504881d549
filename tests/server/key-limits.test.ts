import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import type { ApiKey, NewKeyAnswer } from "@/lib/contract/key";
import { Budgets } from "@/lib/server/chat/budgets";
import { BudgetStore } from "@/lib/server/db/budgets";
import { UsageStore } from "@/lib/server/db/usage";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { type TestDatabase, type TestPlace, testEngines, testPlaces } from "./databases";
import { addAccount, addKey } from "./test-account";

const NONE = { total: null, day: null, week: null, month: null };

describe.each(await testEngines())("limits by period in %s", (_, open) => {
  let database: TestDatabase;
  let account = 0;
  let made = 0;
  beforeAll(async () => {
    database = await open();
    account = await addAccount(database.state.db, SUNDAY);
  });
  afterAll(() => database.remove());
  const newKey = () => addKey(database.state.db, account, `h${++made}`, SUNDAY);
  const SUNDAY = "2026-03-01T23:59:59.000Z";
  const MONDAY = "2026-03-02T00:00:01.000Z";
  const APRIL = "2026-04-01T00:00:01.000Z";
  const ask = (keyId: number, limits: object, at: string, spentUsd = 0, holder = "one") => {
    const until = new Date(Date.parse(at) + 60_000).toISOString();
    const request = { keyId, limits: { ...NONE, ...limits }, holder, spentUsd, wantUsd: 100, at, until };
    return new BudgetStore(database.state.db).exchange(request);
  };

  it.each([
    ["day", MONDAY],
    ["week", MONDAY],
    ["month", APRIL],
  ])("reset each %s, and total spending continues", async (period, next) => {
    const keyId = await newKey();
    const limits = { [period]: 2, total: 10 };
    expect((await ask(keyId, limits, SUNDAY)).usd).toBe(2);
    expect((await ask(keyId, limits, SUNDAY, 1.5)).usd).toBeCloseTo(0.5);
    const later = await ask(keyId, limits, next);
    expect(later.usd).toBe(2);
    expect(later.spent.total).toBeCloseTo(1.5);
  });

  it("leave what the tightest of them leaves, over all processes", async () => {
    const keyId = await newKey();
    const limits = { day: 3, week: 5, month: 4 };
    expect((await ask(keyId, limits, MONDAY)).usd).toBe(3);
    expect((await ask(keyId, limits, MONDAY, 0, "two")).usd).toBe(0);
    await ask(keyId, limits, MONDAY, 2.5);
    const tuesday = "2026-03-03T12:00:00.000Z";
    expect((await ask(keyId, limits, tuesday)).usd).toBeCloseTo(1.5);
  });

  it("start with the usage of their period", async () => {
    const keyId = await newKey();
    const rest = { model: "m", gateway: "g", native_id: "n", own_key: 0, stream: 0, estimated: 0, duration_ms: 1 };
    const row = { ...rest, account_id: account, key_id: keyId, outcome: "ok", attempts: 1 };
    await new UsageStore(database.state.db).add([
      { ...row, at: SUNDAY, request_id: "a", call_id: `a${keyId}`, cost_usd: 4 },
      { ...row, at: MONDAY, request_id: "b", call_id: `b${keyId}`, cost_usd: 1 },
    ]);
    const { spent } = await ask(keyId, { day: 1 }, "2026-03-02T10:00:00.000Z");
    expect(spent).toEqual({ total: 5, day: 1, week: 1, month: 5 });
  });

  it("start no more concurrent calls than a daily limit can pay for, in any number of processes", async () => {
    const keyId = await newKey();
    const all = Array.from({ length: 3 }, () => new Budgets(new BudgetStore(database.state.db)));
    const begun = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const reservation = (all[n % 3] as Budgets).begin(keyId, { ...NONE, day: 1, total: 50 });
        return Promise.resolve(reservation.cover(0.1)).then(
          () => reservation,
          () => null,
        );
      }),
    );
    const calls = begun.filter((reservation) => reservation !== null);
    expect(calls.length).toBeGreaterThanOrEqual(10);
    expect(calls.length).toBeLessThanOrEqual(11);
    for (const reservation of calls) reservation.settle(0.2);
    await Promise.all(all.map((budgets) => budgets.close()));
    const next = new Budgets(new BudgetStore(database.state.db));
    await expect(next.begin(keyId, { ...NONE, day: 1 }).cover(0.1)).rejects.toMatchObject({
      type: "payment_required",
      message: expect.stringMatching(/limit of \$1 a day: it resets at 20/),
    });
    await next.close();
  });
});

describe.each(await testPlaces())("a key with limits and lists in %s", (_, place) => {
  let server: ChatServer;
  let opened: TestPlace;
  beforeAll(async () => {
    const pricing = { prompt: "0.001", completion: "0.001" };
    const facts = { pricing, context_length: null };
    const offers = [
      chatOffer("groq", "lab/m1", facts),
      chatOffer("together", "lab/m1", facts),
      chatOffer("together", "lab/m2", facts),
      chatOffer("groq", "other/m3", facts),
    ];
    opened = await place();
    server = await startChatServer(offers, { variables: opened.variables });
  });
  afterAll(async () => {
    await server.stop();
    await opened.remove();
  });
  const auth = (key: string) => ({ authorization: `Bearer ${key}`, "content-type": "application/json" });
  const create = async (more: object) => {
    const body = JSON.stringify({ name: "team", scopes: ["chat", "read", "conversations"], ...more });
    const answer = await fetch(`${server.url}/v1/keys`, { method: "POST", headers: auth(server.key), body });
    return { status: answer.status, body: (await answer.json()) as NewKeyAnswer & ErrorBody };
  };
  const change = (id: number, more: object) =>
    fetch(`${server.url}/v1/keys/${id}`, {
      method: "PATCH",
      headers: auth(server.key),
      body: JSON.stringify(more),
    });
  const messages = [{ role: "user", content: "hi" }];
  const call = (key: string, path: string, body: object) =>
    fetch(`${server.url}/v1${path}`, { method: "POST", headers: auth(key), body: JSON.stringify(body) });
  const shown = async (key: string, path = "/v1/key") =>
    ((await (await fetch(`${server.url}${path}`, { headers: auth(key) })).json()) as { data: Record<string, unknown> })
      .data;

  it("gets what is left of each in every response and in /v1/key", async () => {
    const { body } = await create({ spend_limit_day_usd: 1, spend_limit_month_usd: 5 });
    const answer = await call(body.key, "/chat/completions", { model: "lab/m1", messages, max_tokens: 20 });
    expect(answer.status).toBe(200);
    const left = (name: string) => answer.headers.get(`x-ratelimit-${name}`);
    expect(left("limit-usd-day")).toBe("1");
    expect(Number(left("remaining-usd-day"))).toBeCloseTo(0.99);
    expect(left("reset-usd-day")).toMatch(/^\d+s$/);
    expect(Number(left("remaining-usd-month"))).toBeCloseTo(4.99);
    expect(left("limit-usd")).toBeNull();
    await server.usage();
    const data = await shown(body.key);
    expect(data).toMatchObject({ limit: 1, limit_reset: "daily", usage_daily: 0.01, allowed_models: null });
    expect(data.limits).toMatchObject([
      { period: "day", limit: 1, usage: 0.01, remaining: 0.99 },
      { period: "month", limit: 5, remaining: 4.99 },
    ]);
    expect(await shown(body.key, "/v1/credits")).toMatchObject({ total_credits: 1, total_usage: 0.01, period: "day" });
  });

  it("gets 402 once a daily limit is spent, and works again when it is raised", async () => {
    const { body } = await create({ spend_limit_day_usd: 0.01 });
    const ask = () => call(body.key, "/messages", { model: "lab/m1", messages, max_tokens: 5 });
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(402);
    const changed = await change(body.id, { spend_limit_day_usd: 1, name: "raised" });
    expect((await changed.json()) as ApiKey).toMatchObject({ name: "raised", spend_limit_day_usd: 1 });
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ["/chat/completions", { messages }],
    ["/responses", { input: "hi" }],
    ["/messages", { messages, max_tokens: 5 }],
  ])("can only use listed models and gateways through %s", async (path, more) => {
    const listed = await create({ allowed_models: ["LAB/M1", "other/*"], allowed_gateways: ["together"] });
    expect(listed.body.allowed_gateways).toEqual(["together"]);
    const { key } = listed.body;
    const good = await call(key, path, { model: "lab/m1", ...more });
    expect([good.status, good.headers.get("x-gatewayz-gateway")]).toEqual([200, "together"]);
    for (const stream of [false, true]) {
      const model = await call(key, path, { model: "lab/m2", stream, ...more });
      expect([model.status, JSON.stringify(await model.json())]).toEqual([
        403,
        expect.stringContaining("the models that it may call are LAB/M1, other/*"),
      ]);
      const gateway = await call(key, path, { model: "other/m3", stream, ...more });
      expect([gateway.status, JSON.stringify(await gateway.json())]).toEqual([
        403,
        expect.stringContaining("those that it may call are together"),
      ]);
    }
  });

  it("falls back to a listed model", async () => {
    const { body } = await create({ allowed_models: ["lab/m2"] });
    const answer = await call(body.key, "/chat/completions", { model: "lab/m1", models: ["lab/m2"], messages });
    expect([answer.status, answer.headers.get("x-gatewayz-gateway")]).toEqual([200, "together"]);
  });

  it("is held to its lists in conversations", async () => {
    const { body } = await create({ allowed_models: ["lab/m2"] });
    const send = async (path: string, sent: object) =>
      (await call(body.key, `/chat${path}`, sent)).json() as Promise<{ data: { id: number } & { id: number }[] }>;
    const session = (await send("/sessions", {})).data.id;
    const message = (await send(`/sessions/${session}/messages`, { role: "user", content: "hi" })).data.id;
    await send(`/sessions/${session}/answers`, { parent_id: message, wishes: [{ model: "lab/m1" }] });
    await server.harness.chat.answers.idle();
    const read = await fetch(`${server.url}/v1/chat/sessions/${session}`, { headers: auth(body.key) });
    const { data } = (await read.json()) as {
      data: { messages: { state: string; error: ErrorBody["error"] | null }[] };
    };
    expect(data.messages.at(-1)).toMatchObject({ state: "error", error: { error_type: "permission_denied" } });
  });

  it("are refused under a name that they do not have, so that no key goes without its limit", async () => {
    const made = await create({ limit: 5 });
    expect([made.status, made.body.error.param]).toEqual([400, "limit"]);
    expect(made.body.error.message).toMatch(/^limit: there is no such field; expected \{ name/);
    const changed = await change((await create({})).body.id, { spend_limit: 5 });
    expect([changed.status, ((await changed.json()) as ErrorBody).error.param]).toEqual([400, "spend_limit"]);
  });

  it("cannot be created with an unknown name, and changed only by its own account", async () => {
    expect((await create({ allowed_models: ["lab/nothing"] })).body.error.param).toBe("allowed_models");
    expect((await create({ allowed_gateways: ["nowhere"] })).body.error.param).toBe("allowed_gateways");
    expect((await create({ allowed_models: [] })).status).toBe(400);
    expect((await create({ spend_limit_week_usd: 0 })).status).toBe(400);
    const { body } = await create({});
    const other = await server.harness.key({ subject: "other" });
    const path = `${server.url}/v1/keys/${body.id}`;
    const theirs = await fetch(path, { method: "PATCH", headers: auth(other), body: JSON.stringify({ name: "x" }) });
    expect(theirs.status).toBe(404);
    const itself = await fetch(path, { method: "PATCH", headers: auth(body.key), body: JSON.stringify({ name: "x" }) });
    expect(itself.status).toBe(403);
    const lists = await change(body.id, { allowed_gateways: ["groq"] });
    expect((await lists.json()) as ApiKey).toMatchObject({ allowed_gateways: ["groq"], allowed_models: null });
    expect((await call(body.key, "/chat/completions", { model: "lab/m2", messages })).status).toBe(403);
    const none = await change(body.id, { allowed_gateways: null });
    expect((await none.json()) as ApiKey).toMatchObject({ allowed_gateways: null });
    expect((await call(body.key, "/chat/completions", { model: "lab/m2", messages })).status).toBe(200);
  });
});
