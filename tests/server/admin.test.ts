import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AdminOverview, KeySpendList, SavedReportList, SyncRunList } from "@/lib/contract/admin";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { ADMIN_TOKEN } from "./harness";

const MODEL = "acme/bunny-8b";
const PATHS = ["/v1/admin/overview", "/v1/admin/syncs", "/v1/admin/keys", "/v1/reports"];
let server: ChatServer;

const asked = (path: string, token = ADMIN_TOKEN) =>
  server.harness.get(path, { headers: { authorization: `Bearer ${token}` } });
const answered = async (path: string) => (await asked(path)).json();

beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL)], {
    variables: { TOGETHER_API_KEY: "", XAI_API_KEY: "" },
  });
});
afterAll(() => server.stop());

describe("the operator's endpoints", () => {
  it("require the operator's token", async () => {
    for (const path of PATHS) {
      for (const token of ["", "not-the-admin-token", server.key]) expect((await asked(path, token)).status).toBe(401);
      const response = await asked(path);
      expect(response.status).toBe(200);
    }
    expect((await asked("/v1/admin/overview")).headers.get("cache-control")).toBe("no-store");
  });

  it("report the status of the process and of each gateway", async () => {
    server.upstream.script("groq", "500");
    for (let i = 0; i < 3; i++)
      await (await server.post({ model: MODEL, messages: [{ role: "user", content: "hi" }] })).text();
    const { process: facts, gateways, catalogue: catalog } = AdminOverview.parse(await answered("/v1/admin/overview"));
    expect(facts).toMatchObject({
      pid: process.pid,
      database: "embedded",
      redis: null,
      traces: false,
      chats_running: 0,
    });
    expect(facts.memory_bytes).toBeGreaterThan(1e7);
    expect(catalog).toMatchObject({ models: 1, offers: 1 });
    expect(gateways.find(({ slug }) => slug === "groq")?.breakers).toEqual({ closed: 0, half_open: 0, open: 1 });
    expect(gateways.find(({ slug }) => slug === "openrouter")?.breakers).toBeNull();
    server.upstream.script("groq", "ok");
  });

  it("list sync runs, newest first, by gateway and optionally only failed ones", async () => {
    // The scripted upstream has no list: the run ends early.
    await server.harness.sync("groq");
    await server.harness.sync("groq");
    await server.harness.sync("cerebras");
    const all = SyncRunList.parse(await answered("/v1/admin/syncs")).data;
    expect(all.map(({ gateway }) => gateway)).toEqual(["cerebras", "groq", "groq"]);
    expect(all[0]).toMatchObject({ complete: false, offers: 0, error: expect.any(String) });
    const groq = SyncRunList.parse(await answered("/v1/admin/syncs?gateway=groq&failed=1&limit=1")).data;
    expect(groq.map(({ id }) => id)).toEqual([all[1]?.id]);
    expect((await asked("/v1/admin/syncs?gateway=nobody")).status).toBe(400);
    expect((await asked("/v1/admin/syncs?limit=0")).status).toBe(400);
  });

  it("list keys by spend, without the keys", async () => {
    const { data: before } = KeySpendList.parse(await answered("/v1/admin/keys"));
    expect(before.every(({ cost_usd }) => cost_usd === 0)).toBe(true);
    const expensive = await server.harness.key({ subject: "another" });
    const at = new Date().toISOString();
    const none = { first_token_ms: null, error_type: null, cached_tokens: 0 };
    const call = {
      at,
      account_id: 2,
      key_id: 2,
      request_id: "r",
      model: MODEL,
      gateway: "groq",
      native_id: MODEL,
      ...none,
    };
    const rest = {
      own_key: 0,
      stream: 0,
      prompt_tokens: 1,
      completion_tokens: 1,
      estimated: 0,
      duration_ms: 1,
      attempts: 1,
    };
    await server.harness.chat.usage.add([
      { ...call, ...rest, call_id: "1", cost_usd: 0.5, outcome: "ok" },
      { ...call, ...rest, call_id: "2", cost_usd: null, outcome: "interrupted" },
      { ...call, ...rest, call_id: "3", at: "2020-01-01T00:00:00.000Z", cost_usd: 9, outcome: "ok" },
    ]);
    const response = await asked("/v1/admin/keys?days=7");
    const text = await response.text();
    const { data } = KeySpendList.parse(JSON.parse(text));
    expect(data[0]).toMatchObject({
      key_id: 2,
      cost_usd: 0.5,
      requests: 2,
      errors: 1,
      unpriced: 1,
      revoked: false,
      last_four: expensive.slice(-4),
    });
    expect(text).not.toContain(expensive);
  });

  it("list reports of wrong merges", async () => {
    const body = JSON.stringify({ model: MODEL, gateway: "groq", native_id: MODEL, note: "another model" });
    const sent = await server.harness.get("/v1/reports", { method: "POST", body });
    expect(sent.status).toBe(201);
    const { data } = SavedReportList.parse(await answered("/v1/reports"));
    expect(data).toMatchObject([{ model: MODEL, gateway: "groq", note: "another model" }]);
  });
});
