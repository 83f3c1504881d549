import Anthropic from "@anthropic-ai/sdk";
import { beforeEach, describe, expect, it } from "vitest";
import { MODEL, withNative } from "./native-kit";

const native = withNative();
const MESSAGE = {
  type: "message",
  role: "assistant",
  content: [{ type: "text", text: "hi" }],
  stop_reason: "end_turn",
  usage: { input_tokens: 1, output_tokens: 1 },
};
const HEADER = "anthropic-beta";
const [GOOD, BAD, OLD] = ["interleaved-thinking-2025-05-14", "prompt-caching-scope-2026-01-05", "skills-2025-10-02"];
const ask = { max_tokens: 20, messages: [{ role: "user" as const, content: "hi" }] };
/** Of each offer is known what it refuses, so each test has one of its own. */
const models = ["lab/m5", "lab/m4", "lab/m3"];

const calls = () => native.server().upstream.calls;
const sent = () => calls().map(({ headers }) => headers[HEADER]);
const post = (betas: string, body: object = {}) =>
  fetch(`${native.server().url}/v1/messages?beta=true`, {
    method: "POST",
    headers: { authorization: `Bearer ${native.server().key}`, [HEADER]: betas },
    body: JSON.stringify({ model: MODEL, ...ask, ...body }),
  });

/** The gateway refuses messages with one of these betas, in the words made of them. */
function refuse(betas: readonly string[], words: (named: string[]) => string): void {
  native.server().upstream.script("fireworks", ({ headers }, response) => {
    const named = betas.filter((name) => String(headers[HEADER]).includes(name));
    if (named.length === 0) return void response.end(JSON.stringify(MESSAGE));
    const error = { type: "invalid_request_error", message: words(named) };
    response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ type: "error", error }));
  });
}
const unexpected = (named: string[]) =>
  `Unexpected value(s) ${named.map((name) => `\`${name}\``).join(", ")} for the \`anthropic-beta\` header. Please consult our documentation at docs.anthropic.com or try again without the header.`;

beforeEach(() => refuse([], unexpected));

describe("the betas of a message", () => {
  it("reach a gateway that takes messages itself, each once", async () => {
    const answer = await post(`${GOOD}, ${OLD},${GOOD},, a b`);
    expect([answer.status, answer.headers.get("x-gatewayz-ignored")]).toEqual([200, null]);
    expect(sent()).toEqual([`${GOOD},${OLD}`]);
  });

  it("reach it from Anthropic's client, and from the body of a request", async () => {
    const client = new Anthropic({ baseURL: native.server().url, apiKey: native.server().key, maxRetries: 0 });
    await client.beta.messages.create({ model: MODEL, ...ask, betas: [GOOD] });
    await post("", { anthropic_beta: [GOOD], betas: [OLD], anthropic_version: "vertex-2023-10-16" });
    expect(sent()).toEqual([GOOD, `${GOOD},${OLD}`]);
    for (const { body } of calls()) expect(Object.keys(body).sort()).toEqual(["max_tokens", "messages", "model"]);
  });

  it("change nothing at a gateway that only supports chats", async () => {
    const answer = await post(GOOD, { model: "lab/m2", betas: [OLD] });
    expect([answer.status, answer.headers.get("x-gatewayz-ignored"), sent()]).toEqual([200, null, [undefined]]);
  });

  it("are none where there are none", async () => {
    expect((await post("")).status).toBe(200);
    expect(sent()).toEqual([undefined]);
  });
});

describe("a beta that a gateway refuses", () => {
  it("is omitted and named, and not sent again", async () => {
    const model = models.pop();
    refuse([BAD, OLD], unexpected);
    for (const expected of [[`${GOOD},${BAD},${OLD}`, GOOD], [GOOD]]) {
      calls().length = 0;
      const answer = await post(`${GOOD},${BAD},${OLD}`, { model });
      expect([answer.status, sent()]).toEqual([200, expected]);
      expect(answer.headers.get("x-gatewayz-ignored")).toBe(`anthropic-beta=${BAD}, anthropic-beta=${OLD}`);
    }
    expect((await post(GOOD, { model })).headers.get("x-gatewayz-ignored")).toBeNull();
  });

  it("is omitted with all others if the gateway does not name it", async () => {
    const model = models.pop();
    refuse([BAD], () => "invalid beta flag");
    const answer = await post(`${GOOD},${BAD}`, { model });
    expect([answer.status, sent()]).toEqual([200, [`${GOOD},${BAD}`, undefined]]);
    // Which of them it was is not known.
    expect((await post(GOOD, { model })).status).toBe(200);
    expect(sent().at(-1)).toBe(GOOD);
  });

  it("causes no retry of a message that has none", async () => {
    const model = models.pop();
    native.server().upstream.script("fireworks", (_, response) => {
      const error = { type: "invalid_request_error", message: "messages.0: use the beta header x" };
      response.writeHead(400).end(JSON.stringify({ type: "error", error }));
    });
    expect((await post("", { model })).status).toBe(400);
    expect(calls()).toHaveLength(1);
  });
});
