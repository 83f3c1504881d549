import { EventEmitter, once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groq } from "@/lib/server/providers/groq";
import { openrouter } from "@/lib/server/providers/openrouter";
import { together } from "@/lib/server/providers/together";
import { play, type UpstreamRequest } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODELS = Array.from({ length: 40 }, (_, i) => `lab/strict-model-${i}x`);
const SEES = { architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] } };
const HI = { role: "user", content: "hi" };
const SAID = { role: "assistant", content: "x", reasoning: "hm", reasoning_content: "hm" };
const JSON_TYPE = { "content-type": "application/json" };
let server: ChatServer;
let models: string[];
beforeAll(async () => {
  const offers = MODELS.map((id) => chatOffer("together", id, { supported_parameters: ["reasoning_effort"] }));
  const others = [chatOffer("groq", "lab/fast-model"), chatOffer("openrouter", "lab/routed-model", SEES)];
  server = await startChatServer([...offers, ...others], { gateways: [together, groq, openrouter] });
  models = [...MODELS];
});
afterAll(() => server.stop());

/** The gateway refuses requests that pass the test, in these words. */
function refuse(test: (body: UpstreamRequest["body"]) => boolean, message: string, status = 400): void {
  server.upstream.script("together", (call, response) => {
    if (!test(call.body)) return play("ok", call, response);
    response.writeHead(status, JSON_TYPE).end(JSON.stringify({ error: { message } }));
  });
}

async function ask(more: object, path = "/chat/completions", model = models.pop() as string) {
  const from = server.upstream.calls.length;
  const again = () =>
    fetch(`${server.url}/v1${path}`, {
      method: "POST",
      headers: { ...JSON_TYPE, authorization: `Bearer ${server.key}` },
      body: JSON.stringify({ model, messages: [HI], ...more }),
    });
  const response = await again();
  return {
    status: response.status,
    ignored: response.headers.get("x-gatewayz-ignored"),
    again,
    calls: () => server.upstream.calls.slice(from),
  };
}

describe("a field that a gateway refuses", () => {
  it.each<[string, object, string, number?]>([
    ["prompt_cache_key", { prompt_cache_key: "k" }, "property 'prompt_cache_key' is unsupported"],
    ["store", { store: false }, "body.store: property 'body.store' is unsupported", 422],
    ["safety_identifier", { safety_identifier: "u" }, 'Unknown name "safety_identifier": Cannot find field.'],
    ["metadata", { metadata: { a: "b" } }, "Unrecognized request argument supplied: metadata"],
  ])("is omitted and named if it is only a hint: %s", async (name, more, message, status) => {
    refuse((body) => name in body, message, status);
    const asked = await ask(more);
    expect([asked.status, asked.ignored]).toEqual([200, name]);
    expect(asked.calls()).toHaveLength(2);
    // The next request does without it from the start.
    expect((await asked.again()).headers.get("x-gatewayz-ignored")).toBe(name);
    expect(asked.calls()).toHaveLength(3);
  });

  it("is reported in each of several concurrent replies, and omitted from all later requests", async () => {
    const model = models.pop() as string;
    const [asked, more] = [{ store: false }, { metadata: { a: "b" } }];
    const gate = new EventEmitter();
    let calls = 0;
    server.upstream.script("together", async (call, response) => {
      const name = Object.keys({ ...asked, ...more }).find((name) => name in call.body);
      const error = { message: `property '${name}' is unsupported` };
      if (name) return void response.writeHead(400, JSON_TYPE).end(JSON.stringify({ error }));
      if (++calls === 1) await once(gate, "open");
      return play("ok", call, response);
    });
    const first = ask(asked, undefined, model);
    await server.upstream.next();
    await server.upstream.next();
    const second = await ask(more, undefined, model);
    gate.emit("open");
    expect([(await first).ignored, second.ignored]).toEqual(["store", "metadata"]);
    const later = await ask({ ...asked, ...more }, undefined, model);
    expect(later.calls()).toHaveLength(1);
    expect(later.ignored?.split(", ").sort()).toEqual(["metadata", "store"]);
  });

  it("is identified by its position if the gateway says no more", async () => {
    server.upstream.script("together", (call, response) => {
      if (!("user" in call.body)) return play("ok", call, response);
      const detail = [{ type: "extra_forbidden", loc: ["body", "user"], msg: "Extra inputs are not permitted" }];
      response.writeHead(422, JSON_TYPE).end(JSON.stringify({ detail }));
    });
    expect((await ask({ user: "u" })).ignored).toBe("user");
  });

  it("stays if it changes the answer", async () => {
    refuse((body) => "logit_bias" in body, "property 'logit_bias' is unsupported");
    const asked = await ask({ logit_bias: { 1: 5 } });
    expect([asked.status, asked.calls().length]).toEqual([400, 1]);
  });

  it("is omitted from messages and their parts", async () => {
    refuse(
      ({ messages }) => (messages as object[]).some((message) => "reasoning" in message),
      "'messages.1' : for 'role:assistant' the following must be satisfied[('messages.1' : property 'reasoning' is unsupported)]",
    );
    const asked = await ask({ messages: [HI, SAID, HI] });
    expect([asked.status, asked.ignored]).toEqual([200, "messages.reasoning"]);
    refuse((body) => JSON.stringify(body).includes("cache_control"), "property 'cache_control' is unsupported");
    const content = [{ type: "text", text: "hi", cache_control: { type: "ephemeral" } }];
    expect((await ask({ messages: [{ role: "user", content }] })).ignored).toBe("messages.cache_control");
  });

  it("is sent under another name if the gateway has one", async () => {
    refuse((body) => "reasoning" in body, "property 'reasoning' is unsupported");
    const asked = await ask({ reasoning: { effort: "high" } });
    expect(asked.calls().at(-1)?.body).toMatchObject({ reasoning_effort: "high" });
  });

  it("is replaced by the nearest effort that the gateway accepts, else omitted", async () => {
    const message = "reasoning_effort: Input should be 'low', 'medium' or 'high'";
    refuse(({ reasoning_effort: effort }) => effort === "xhigh", message);
    const asked = await ask({ max_tokens: 9, output_config: { effort: "xhigh" } }, "/messages");
    expect([asked.status, asked.calls().at(-1)?.body.reasoning_effort]).toEqual([200, "high"]);
    refuse((body) => "reasoning_effort" in body, "this model does not support reasoning_effort");
    const plain = await ask({ max_tokens: 9, output_config: { effort: "max" } }, "/messages");
    expect([plain.status, plain.calls().length, Object.keys(plain.calls().at(-1)?.body ?? {})]).toEqual([
      200,
      3,
      expect.not.arrayContaining(["reasoning_effort"]),
    ]);
  });

  it("in one request changes nothing for others", async () => {
    refuse((body) => "reasoning_effort" in body && body.reasoning_effort !== "low", "reasoning_effort must be low");
    const wrong = await ask({ reasoning_effort: "lots" });
    expect([wrong.status, wrong.calls().length]).toEqual([400, 1]);
    const asked = await ask({ reasoning_effort: "high" });
    const model = asked.calls()[0]?.body.model;
    expect((await server.post({ model, messages: [HI], reasoning_effort: "low" })).status).toBe(200);
    expect(asked.calls().at(-1)?.body.reasoning_effort).toBe("low");
  });
});

describe("a request to a gateway", () => {
  const sent = async (body: object) => {
    const next = server.upstream.next();
    expect((await server.post({ messages: [HI], ...body })).status).toBe(200);
    return (await next).body;
  };

  it("has no field without a value, and none of tools without tools", async () => {
    const nothing = { tools: [], tool_choice: "auto", parallel_tool_calls: true, stop: null, seed: null, user: null };
    const bare = { tool_choice: "auto", parallel_tool_calls: true };
    for (const more of [nothing, { ...nothing, stream: true }, bare]) {
      const body = await sent({ model: "lab/fast-model", ...more });
      expect(Object.keys(body).filter((name) => name in nothing)).toEqual([]);
    }
  });

  it("has messages without such fields, and images as objects", async () => {
    const url = "data:image/png;base64,AA==";
    const calls = [{ id: "c1", type: "function", function: { name: "look", arguments: "{}" } }];
    const nothing = { name: null, refusal: null, function_call: null, audio: null, annotations: [] };
    const messages = [
      {
        role: "user",
        content: [
          { type: "text", text: "hi" },
          { type: "image_url", image_url: url },
        ],
        name: null,
      },
      { role: "assistant", content: null, tool_calls: calls, ...nothing },
      { role: "tool", tool_call_id: "c1", content: "ok" },
      { role: "assistant", content: [], tool_calls: calls },
      { role: "tool", tool_call_id: "c1", content: "ok" },
      { role: "assistant", content: "Done.", tool_calls: [], ...nothing },
      HI,
    ];
    expect((await sent({ model: "lab/routed-model", messages })).messages).toEqual([
      {
        role: "user",
        content: [
          { type: "text", text: "hi" },
          { type: "image_url", image_url: { url } },
        ],
      },
      { role: "assistant", content: null, tool_calls: calls },
      messages[2],
      { role: "assistant", content: null, tool_calls: calls },
      messages[4],
      { role: "assistant", content: "Done." },
      HI,
    ]);
  });

  it("has no empty text next to calls, which Google refuses", async () => {
    const calls = [{ id: "c1", type: "function", function: { name: "look", arguments: "{}" } }];
    const messages = [
      HI,
      { role: "assistant", content: "", tool_calls: calls },
      { role: "tool", tool_call_id: "c1", content: "" },
    ];
    const [, said, result] = (await sent({ model: "lab/fast-model", messages })).messages as object[];
    expect([said, result]).toEqual([{ ...messages[1], content: null }, messages[2]]);
    const empty = { role: "assistant", content: "" };
    expect((await sent({ model: "lab/fast-model", messages: [HI, empty, HI] })).messages).toEqual([HI, empty, HI]);
  });

  it("declares tools in chat format, even if they arrived in Responses format", async () => {
    const look = { name: "look", description: "Look.", parameters: { type: "object" }, strict: true };
    const nested = { type: "function", function: { name: "type", parameters: { type: "object" } } };
    const tools = [{ type: "function", ...look }, nested];
    expect((await sent({ model: "lab/routed-model", tools })).tools).toEqual([
      { type: "function", function: look },
      nested,
    ]);
  });

  it("states the choice of any tool as OpenAI does", async () => {
    const tools = [{ type: "function", function: { name: "look", parameters: { type: "object" } } }];
    expect(await sent({ model: "lab/fast-model", tools, tool_choice: "any" })).toMatchObject({
      tool_choice: "required",
    });
  });

  it('has the system prompt under the role "system"', async () => {
    const messages = [{ role: "developer", content: "Be brief." }, HI];
    for (const model of ["lab/fast-model", "lab/routed-model"])
      expect((await sent({ model, messages })).messages).toEqual([{ ...messages[0], role: "system" }, HI]);
  });

  it("has the reasoning of earlier answers under the only name that the gateway accepts", async () => {
    const { reasoning_content: _, ...kept } = SAID;
    expect((await sent({ model: "lab/fast-model", messages: [HI, SAID, HI] })).messages).toEqual([HI, kept, HI]);
    expect((await sent({ model: "lab/routed-model", messages: [HI, SAID, HI] })).messages).toEqual([HI, SAID, HI]);
  });
});
