import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { google } from "@/lib/server/providers/google";
import { groq } from "@/lib/server/providers/groq";
import { novita } from "@/lib/server/providers/novita";
import { play } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { chunkOf, DONE, EVENTS, finishOf, wholeOf } from "./odd-answers";

const MODEL = "lab/thoughtful-model";
const HI = { role: "user", content: "hi" };
const EXTRA = { google: { thought_signature: "SIGNATURE" } };
const CALL = { index: 0, id: "c1", type: "function", function: { name: "look", arguments: "{}" } };
let server: ChatServer;
beforeAll(async () => {
  const gateways = [google, groq, novita];
  server = await startChatServer(
    gateways.map(({ slug }) => chatOffer(slug, MODEL)),
    { gateways },
  );
});
afterAll(() => server.stop());

/** A gateway answers with this delta, and has no other protocol than chat. */
function answer(gateway: string, delta: object): void {
  const { index: _, ...message } = { index: 0, role: "assistant", content: null, ...delta };
  server.upstream.script(gateway, (call, response) => {
    if (!call.path.endsWith("/chat/completions")) return void response.writeHead(404).end("{}");
    if (call.body.stream)
      return void response.writeHead(200, EVENTS).end(chunkOf(delta) + finishOf("tool_calls") + DONE);
    const body = wholeOf({ message, finish_reason: "tool_calls" });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
}

async function ask(gateway: string, path: string, body: object) {
  const response = await server.postTo(path, { model: MODEL, provider: { only: [gateway] }, ...body });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, Record<string, unknown>[]>;
}

/** What a gateway is sent for an answer with its tool's result: by each protocol. */
const PROTOCOLS: [string, (by: string, to: string) => Promise<Record<string, unknown>>][] = [
  [
    "Messages",
    async (by, to) => {
      const tools = [{ name: "look", input_schema: { type: "object" } }];
      const asked = { max_tokens: 9, tools };
      const { content } = await ask(by, "/messages", { ...asked, messages: [HI] });
      const result = { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: "ok" }] };
      return sentTo(to, () =>
        ask(to, "/messages", { ...asked, messages: [HI, { role: "assistant", content }, result] }),
      );
    },
  ],
  [
    "Responses",
    async (by, to) => {
      const tools = [{ type: "function", name: "look", parameters: { type: "object" } }];
      const { output = [] } = await ask(by, "/responses", { tools, input: [HI] });
      const result = { type: "function_call_output", call_id: "c1", output: "ok" };
      return sentTo(to, () => ask(to, "/responses", { tools, input: [HI, ...output, result] }));
    },
  ],
];

async function sentTo(gateway: string, send: () => Promise<unknown>) {
  const from = server.upstream.calls.length;
  server.upstream.script(gateway, (call, response) =>
    call.path.endsWith("/chat/completions") ? play("ok", call, response) : void response.writeHead(404).end("{}"),
  );
  await send();
  const call = server.upstream.calls.slice(from).findLast(({ path }) => path.endsWith("/chat/completions"));
  const [, message] = (call?.body.messages ?? []) as Record<string, unknown>[];
  return message ?? {};
}

describe.each(PROTOCOLS)("what a gateway's tool call needs, in %s", (_, continued) => {
  it("returns to that gateway", async () => {
    answer("google", { tool_calls: [{ ...CALL, extra_content: EXTRA }] });
    const { index: _, ...call } = CALL;
    expect(await continued("google", "google")).toEqual({
      role: "assistant",
      content: null,
      tool_calls: [{ ...call, extra_content: EXTRA }],
    });
  });

  it("never reaches another", async () => {
    answer("google", { tool_calls: [{ ...CALL, extra_content: EXTRA }] });
    const message = await continued("google", "groq");
    expect(message).toMatchObject({ tool_calls: [{ id: "c1" }] });
    expect(Object.keys(message).sort()).toEqual(["content", "role", "tool_calls"]);
    expect(JSON.stringify(message)).not.toContain("SIGNATURE");
  });
});

describe.each(PROTOCOLS)("reasoning before a tool call, in %s", (_, continued) => {
  it("returns to its gateway, and to no other", async () => {
    const delta = { reasoning_content: "I should look.", tool_calls: [CALL] };
    answer("novita", delta);
    expect(await continued("novita", "novita")).toMatchObject({ reasoning_content: "I should look." });
    answer("novita", delta);
    expect(await continued("novita", "google")).not.toHaveProperty("reasoning_content");
  });
});

it("a part that nobody sealed is left out", async () => {
  for (const data of ["gz1.google.c.", "gz1.google.c.{", "gz1.google.c.{}", "gz1.google.c.[1]"]) {
    const content = [
      { type: "redacted_thinking", data },
      { type: "tool_use", id: "c1", name: "look", input: {} },
    ];
    const body = { max_tokens: 9, messages: [HI, { role: "assistant", content }] };
    expect(await sentTo("google", () => ask("google", "/messages", body))).toMatchObject({
      tool_calls: [{ id: "c1" }],
    });
  }
});
