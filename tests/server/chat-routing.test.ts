import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import type { Usage } from "@/lib/contract/usage";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { ADMIN_TOKEN } from "./harness";

const messages = [{ role: "user", content: "hi" }];
const HAIKU = "lab/haiku-model";
let server: ChatServer;

beforeAll(async () => {
  const free = { price_state: "free" as const, pricing: { prompt: "0", completion: "0" } };
  server = await startChatServer([
    ...["one", "two", "three", "four", "five", "six"].flatMap((n) => [
      chatOffer("groq", `lab/model-${n}`),
      chatOffer("together", `lab/model-${n}`, { context_length: 100_000, tokens_per_second: 900 }),
    ]),
    chatOffer("xai", HAIKU),
    chatOffer("groq", "lab/small-context", { context_length: 100 }),
    chatOffer("groq", "lab/costs-nothing", free),
    chatOffer("groq", "lab/price-unknown", { price_state: "unknown", pricing: { prompt: null, completion: null } }),
  ]);
});
afterAll(() => server.stop());

const answered = async (body: object) => {
  const response = await server.post({ messages, ...body });
  const text = await response.json();
  return { status: response.status, from: text.gatewayz?.gateway, ...text } as Record<string, never> & ErrorBody;
};

describe("the answering offer", () => {
  it("is the cheapest, unless the caller prefers another", async () => {
    const from = async (body: object) => (await answered(body)).from;
    expect(await from({ model: "lab/model-one" })).toBe("groq");
    expect(await from({ model: "lab/model-one", provider: { order: ["together"] } })).toBe("together");
    expect(await from({ model: "lab/model-one", provider: { ignore: ["groq"] } })).toBe("together");
    expect(await from({ model: "lab/model-one", provider: { only: ["together"] } })).toBe("together");
    expect(await from({ model: "lab/model-one:nitro" })).toBe("together");
    expect(await from({ model: "lab/model-one:floor" })).toBe("groq");
    expect(await from({ model: "lab/model-one", provider: { sort: "throughput" } })).toBe("together");
    expect(await from({ model: "lab/gone-model", models: ["lab/model-two"] })).toBe("groq");
    expect(await from({ model: "lab/model-one", messages: [{ role: "user", content: "word ".repeat(12_000) }] })).toBe(
      "together",
    );
  });

  it("is none if no offer is suitable, and the error says why", async () => {
    const expensive = { model: "lab/model-one", provider: { max_price: { prompt: 0.5 } } };
    expect((await answered(expensive)).error).toMatchObject({ error_type: "no_endpoints", retryable: false });
    const image = [{ role: "user", content: [{ type: "image_url", image_url: { url: "data:," } }] }];
    expect((await answered({ model: "lab/model-one", messages: image })).error.message).toContain("takes no image");
    const long = { model: "lab/small-context", messages: [{ role: "user", content: "word ".repeat(1_000) }] };
    expect((await answered(long)).error.error_type).toBe("context_length_exceeded");
    expect((await answered({ model: "lab/nowhere" })).error).toMatchObject({ error_type: "model_not_found" });
    expect((await answered({ model: HAIKU })).error.message).toContain("no key for this gateway");
  });

  it("is avoided after five failures in a row, and the reply lists what was tried", async () => {
    server.upstream.script("groq", "500");
    for (let i = 0; i < 5; i++) {
      const reply = await answered({ model: "lab/model-three" });
      expect(reply.gatewayz).toMatchObject({ attempts: [{ gateway: "groq", status: 500 }, { gateway: "together" }] });
    }
    const seen = server.upstream.calls.length;
    expect((await answered({ model: "lab/model-three" })).gatewayz).toMatchObject({
      attempts: [{ gateway: "together" }],
    });
    expect(server.upstream.calls.slice(seen).map(({ gateway }) => gateway)).toEqual(["together"]);
    server.upstream.script("groq", "ok");
  });

  it("is not called for as long as its Retry-After says", async () => {
    server.upstream.script("groq", "429");
    expect((await answered({ model: "lab/model-four" })).from).toBe("together");
    server.upstream.script("groq", "ok");
    expect((await answered({ model: "lab/model-four" })).from).toBe("together");
    const { status, error } = await answered({ model: "lab/model-four", provider: { only: ["groq"] } });
    expect([status, error.retryable, error.retry_after]).toEqual([503, true, expect.any(Number)]);
  });
});

describe("a caller", () => {
  it("needs a key, and gets x-ratelimit headers with every response", async () => {
    const response = await server.post({ model: "katanemo/Arch-Router-1.5B", messages }, { headers: {} });
    expect(response.status).toBe(401);
    expect(response.headers.get("x-ratelimit-limit-requests")).toBeTruthy();
    const good = await server.post({ model: "lab/model-one", messages });
    expect(good.headers.get("x-ratelimit-remaining-requests")).toMatch(/^\d+$/);
  });

  it("is held to the key's request and spend limits", async () => {
    const made = await server.postTo("/keys", { name: "small", requests_per_minute: 2, spend_limit_usd: 0.00001 });
    const { key } = (await made.json()) as { key: string };
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const ask = () => server.post({ model: "lab/model-one", messages }, { headers });
    expect((await ask()).status).toBe(200);
    const broke = await ask();
    expect([broke.status, ((await broke.json()) as ErrorBody).error.error_type]).toEqual([402, "payment_required"]);
    const often = await ask();
    expect([often.status, often.headers.get("x-ratelimit-remaining-requests")]).toEqual([429, "0"]);
    expect(Number(often.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("cannot send more than 30 MB", async () => {
    const response = await server.post({
      model: "lab/model-one",
      messages: [{ role: "user", content: "x".repeat(31e6) }],
    });
    expect(response.status).toBe(413);
  });
});

describe("usage", () => {
  it("distinguishes an unknown price from a free one", async () => {
    expect((await answered({ model: "lab/costs-nothing" })).usage).toMatchObject({ cost: 0 });
    expect((await answered({ model: "lab/price-unknown" })).usage).not.toHaveProperty("cost");
  });

  it("is reported to the account, without message content", async () => {
    await server.usage();
    const headers = { authorization: `Bearer ${server.key}` };
    const usage = (await (await fetch(`${server.url}/v1/usage`, { headers })).json()) as Usage;
    expect(usage.of).toBe("account");
    expect(usage.total.requests).toBeGreaterThan(5);
    expect(usage.models.find(({ model }) => model === "lab/price-unknown")).toMatchObject({
      name: "price-unknown",
      unpriced: 1,
      cost_usd: 0,
    });
    expect(usage.days).toHaveLength(1);
    expect(JSON.stringify(usage)).not.toContain("Hello");
  });
});

describe("a caller's own key for a gateway", () => {
  const path = () => `${server.url}/v1/gateway-keys/xai`;
  const headers = () => ({ authorization: `Bearer ${server.key}`, "content-type": "application/json" });

  it("is only used for its gateway, stored encrypted, and never shown again", async () => {
    const put = await fetch(path(), { method: "PUT", headers: headers(), body: '{"key":"xai-secret-1234"}' });
    expect(await put.json()).toMatchObject({ gateway: "xai", last_four: "1234" });
    const next = server.upstream.next();
    expect(await answered({ model: HAIKU })).toMatchObject({ from: "xai", gatewayz: { own_key: true } });
    expect((await next).headers.authorization).toBe("Bearer xai-secret-1234");
    const other = server.upstream.next();
    await answered({ model: "lab/model-one" });
    expect((await other).headers.authorization).toBe("Bearer key-groq");
    const list = await (await fetch(`${server.url}/v1/gateway-keys`, { headers: headers() })).text();
    expect(list).not.toContain("secret");
    const rows = await server.harness.auth.state.db.selectFrom("gateway_keys").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain("secret");
  });

  it("is reported when rejected, and no longer used when removed", async () => {
    server.upstream.script("xai", "401");
    const refused = await answered({ model: HAIKU });
    expect(refused.error).toMatchObject({ error_type: "permission_denied" });
    expect(refused.error.message).toContain("your own key");
    expect((await fetch(path(), { method: "DELETE", headers: headers() })).status).toBe(200);
    expect((await answered({ model: HAIKU })).error.error_type).toBe("no_endpoints");
  });
});

describe("figures", () => {
  it("are available to Prometheus on this machine, without models or keys", async () => {
    const text = await (
      await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })
    ).text();
    expect(text).toMatch(/gatewayz_chat_requests_total\{gateway="groq",outcome="ok",stream="false"\} \d+/);
    expect(text).toContain("gatewayz_breakers");
    expect(text).toContain("nodejs_eventloop_lag_seconds");
    expect(text).not.toContain("lab/");
  });

  it("of an offer and its gateway are shown once there is enough traffic", async () => {
    const live = async () =>
      (await server.harness.json<{ offers: { live?: object }[] }>("/v1/models/lab/model-five")).offers[0]?.live;
    expect(await live()).toBeUndefined();
    for (let i = 0; i < 20; i++) await answered({ model: "lab/model-five" });
    await server.harness.chat.flush();
    expect(await live()).toMatchObject({ window_minutes: 60, requests: 20, error_rate: 0, uptime: 1 });
    type Listed = { slug: string; live?: { requests: number; error_rate: number } };
    const { data } = await server.harness.json<{ data: Listed[] }>("/v1/gateways");
    expect(data.find(({ slug }) => slug === "groq")?.live?.requests).toBeGreaterThanOrEqual(20);
    expect(data.find(({ slug }) => slug === "novita")?.live).toBeUndefined();
  });

  it("count a failure once, however often its request was tried", async () => {
    const request = { model: "lab/model-six", provider: { only: ["together"] } };
    for (let i = 0; i < 10; i++) {
      server.upstream.script("together", "500");
      expect((await answered(request)).status).toBe(503);
      server.upstream.script("together", "ok");
      expect((await answered(request)).status).toBe(200);
    }
    await server.harness.chat.flush();
    const { offers } = await server.harness.json<{ offers: { gateway: string; live?: object }[] }>(
      "/v1/models/lab/model-six",
    );
    expect(offers.find((offer) => offer.gateway === "together")?.live).toMatchObject({
      requests: 20,
      error_rate: 0.5,
    });
  });
});
