import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const KEY = "sk-live-4fQ9zT7bLm2Xw8Rk1Vn6";
let server: ChatServer;
let open: ChatServer;
beforeAll(async () => {
  const offers = [
    ...[chatOffer("groq", "lab/m1"), chatOffer("together", "lab/m1"), chatOffer("openrouter", "lab/m2")],
    chatOffer("groq", "lab/no-tools", { supported_parameters: ["temperature"] }),
  ];
  const start = (more: Record<string, string> = {}) =>
    startChatServer(offers, { variables: { GROQ_API_KEY: KEY, TOGETHER_API_KEY: KEY, ...more } });
  [server, open] = await Promise.all([start(), start({ ALLOW_COSTLY_FIELDS: "1" })]);
});
afterAll(() => Promise.all([server.stop(), open.stop()]));

const question = (more: object = {}) => ({ model: "lab/m1", messages: [{ role: "user", content: "hi" }], ...more });
const COSTLY = {
  plugins: [{ id: "web" }],
  web_search_options: {},
  search_parameters: { mode: "on" },
  service_tier: "priority",
};
const own = { type: "function", function: { name: "f", parameters: {} } };
const sent = async (to: ChatServer, more: object) => {
  const call = to.upstream.next();
  const answer = await to.post(question(more));
  await answer.text();
  return { answer, body: (await call).body as Record<string, unknown> };
};

describe("a gateway that echoes the operator's key in an error", () => {
  it.each<[string, boolean, string]>([
    ["whole", false, `Incorrect API key provided: ${KEY}`],
    ["in part", false, "Incorrect API key provided: sk-liv**********1Vn6"],
    ["in the middle of a stream's beginning", true, `no access for ${KEY.slice(3, 20)}`],
  ])("does not reveal it to the caller: %s", async (_, stream, message) => {
    for (const gateway of ["groq", "together"])
      server.upstream.script(gateway, (_, response) => {
        response.writeHead(401, { "content-type": "application/json" }).end(JSON.stringify({ error: { message } }));
      });
    const text = await (await server.post(question({ stream }))).text();
    expect(text).toContain("[redacted]");
    expect(text).not.toMatch(/sk-live-4f|sk-liv|1Vn6|4fQ9zT7b/);
    for (const gateway of ["groq", "together"]) server.upstream.script(gateway, "ok");
  });
});

describe("fields that cost extra at a gateway", () => {
  it.each([false, true])("are removed and reported when the operator pays (stream: %s)", async (stream) => {
    const { answer, body } = await sent(server, { ...COSTLY, temperature: 0.5, stream });
    expect([answer.status, answer.headers.get("x-gatewayz-ignored")]).toEqual([
      200,
      "plugins, web_search_options, search_parameters, service_tier",
    ]);
    for (const name of Object.keys(COSTLY)) expect(body).not.toHaveProperty(name);
    expect(body.temperature).toBe(0.5);
  });

  it("include tools that a gateway runs, but not the caller's", async () => {
    const { answer, body } = await sent(server, { tools: [own, { type: "web_search" }] });
    expect(answer.headers.get("x-gatewayz-ignored")).toBe("tools.web_search");
    expect(body.tools).toEqual([own]);
    const alone = await sent(server, { tools: [{ type: "web_search" }], tool_choice: "auto" });
    expect(alone.body).not.toHaveProperty("tools");
    expect(alone.body).not.toHaveProperty("tool_choice");
  });

  it("include them beside custom tools of the caller's", async () => {
    const custom = { type: "custom", custom: { name: "patch" } };
    const asked = { tools: [{ type: "web_search" }, custom], tool_choice: { type: "web_search" } };
    const { answer, body } = await sent(open, asked);
    expect(answer.headers.get("x-gatewayz-ignored")).toBeNull();
    expect(body.tool_choice).toEqual({ type: "web_search" });
    expect(body.tools).toEqual([
      expect.objectContaining({ function: expect.objectContaining({ name: "patch" }) }),
      { type: "web_search" },
    ]);
    expect((await server.post(question(asked))).status).toBe(400);
    const offered = await sent(server, { ...asked, tool_choice: "auto" });
    expect(offered.answer.headers.get("x-gatewayz-ignored")).toBe("tools.web_search");
    expect(offered.body.tools).toHaveLength(1);
  });

  it("need no model with tools if they are only offered", async () => {
    const alone = await sent(server, { model: "lab/no-tools", tools: [{ type: "web_search" }] });
    expect([alone.answer.status, alone.answer.headers.get("x-gatewayz-ignored")]).toEqual([200, "tools.web_search"]);
  });

  it.each([
    { tools: [{ type: "web_search" }, own], tool_choice: { type: "web_search" } },
    { tools: [{ type: "web_search" }], tool_choice: "required" },
    { tools: [{ type: "web_search" }], tool_choice: "any" },
  ])("get a 400 if they are forced, unless they may be sent: %j", async (forced) => {
    const answer = await server.post(question(forced));
    const { error } = (await answer.json()) as { error: { message: string } };
    expect([answer.status, error.message]).toEqual([400, expect.stringContaining("is not available here")]);
    const allowed = await sent(open, forced);
    const tool_choice = forced.tool_choice === "any" ? "required" : forced.tool_choice;
    expect([allowed.answer.status, allowed.body]).toEqual([200, expect.objectContaining({ ...forced, tool_choice })]);
  });

  it("include the suffix :online", async () => {
    const { answer, body } = await sent(server, { model: "lab/m1:online" });
    expect([answer.status, answer.headers.get("x-gatewayz-ignored"), body.model]).toEqual([200, ":online", "lab/m1"]);
  });

  it("are sent with the caller's own key", async () => {
    const headers = { authorization: `Bearer ${server.key}` };
    const url = `${server.url}/v1/gateway-keys/groq`;
    await fetch(url, { method: "PUT", headers, body: JSON.stringify({ key: "a-key-of-my-own" }) });
    const { answer, body } = await sent(server, { ...COSTLY, provider: { only: ["groq"] } });
    expect(answer.headers.get("x-gatewayz-ignored")).toBeNull();
    expect(body).toMatchObject(COSTLY);
    await fetch(url, { method: "DELETE", headers });
  });

  it("are sent when the operator allows them", async () => {
    const { answer, body } = await sent(open, COSTLY);
    expect(answer.headers.get("x-gatewayz-ignored")).toBeNull();
    expect(body).toMatchObject(COSTLY);
  });

  it("do not include harmless ones, which never make a request fail, even at a strict gateway", async () => {
    const harmless = { transforms: ["middle-out"], route: "fallback", provider: { require_parameters: true } };
    const { answer, body } = await sent(server, harmless);
    expect([answer.status, answer.headers.get("x-gatewayz-ignored")]).toEqual([200, "transforms, route"]);
    expect(body).not.toHaveProperty("transforms");
    expect(body).not.toHaveProperty("route");
  });
});
