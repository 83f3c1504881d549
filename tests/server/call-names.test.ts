import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { bodiesOf, chunkOf, DONE, EVENTS, finishOf } from "./odd-answers";

const MODEL = "lab/able-model";
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL, { supported_parameters: ["tools"] })]);
});
afterAll(() => server.stop());

const NAMES = ["look", "look_up", "edit_file"];
const call = (name: string | undefined, args: string | undefined, more: object = {}) => ({
  index: 0,
  function: { name, arguments: args },
  ...more,
});
const piece = (...calls: object[]) => chunkOf({ tool_calls: calls });
const ID = { id: "a", type: "function" };
const ENDED = finishOf("tool_calls") + DONE;

async function ask(path: string, body: object, answer: string) {
  server.upstream.script("groq", (_, response) => void response.writeHead(200, EVENTS).end(answer));
  const response = await server.postTo(path, { model: MODEL, ...body });
  return response.text();
}
const messages = [{ role: "user", content: "hi" }];
const chatTools = NAMES.map((name) => ({ type: "function", function: { name, parameters: { type: "object" } } }));
const chat = (answer: string, more: object = { tools: chatTools }) =>
  ask("/chat/completions", { messages, stream: true, ...more }, answer);

/** The calls as a client has them that takes the first part of a name for all of it. */
function firstNames(text: string) {
  const calls = new Map<number, { id: string; name: string; args: string }>();
  for (const { choices = [] } of bodiesOf(text))
    for (const { delta } of choices)
      for (const { index, id, function: called } of delta.tool_calls ?? []) {
        const known = calls.get(index) ?? { id, name: called.name, args: "" };
        known.args += called.arguments ?? "";
        calls.set(index, known);
      }
  return [...calls.values()];
}

describe("the name of a tool call", () => {
  it.each<[string, string, string]>([
    ["in two parts", piece(call("edit_", "", ID)) + piece(call("file", '{"a":1}')), "edit_file"],
    [
      "in three parts",
      piece(call("ed", "", ID)) + piece(call("it_", "")) + piece(call("file", "")) + piece(call(undefined, '{"a":1}')),
      "edit_file",
    ],
    ["after an empty one", piece(call("", "", ID)) + piece(call("look", '{"a":1}')), "look"],
    ["after none", piece(call(undefined, undefined, ID)) + piece(call("look", '{"a":1}')), "look"],
    ["repeated", piece(call("edit_", "", ID)) + piece(call("edit_", "")) + piece(call("file", '{"a":1}')), "edit_file"],
    ["that is not declared", piece(call("other", "", ID)) + piece(call(undefined, '{"a":1}')), "other"],
    ["with the ID later", piece(call("edit_", "")) + piece(call("file", '{"a":1}', ID)), "edit_file"],
  ])("%s reaches clients as a whole", async (_, pieces, name) => {
    expect(firstNames(await chat(pieces + ENDED))).toEqual([{ id: "a", name, args: '{"a":1}' }]);
  });

  it("is passed on at once where it is declared, or no tools are", async () => {
    for (const more of [{ tools: chatTools }, {}]) {
      const bodies = bodiesOf(await chat(piece(call("look", "", ID)) + piece(call(undefined, "{}")) + ENDED, more));
      expect(bodies[0].choices[0].delta.tool_calls).toEqual([call("look", "", ID)]);
    }
  });

  it("is not lost where the answer ends with it", async () => {
    const held = piece(call("other", "", ID));
    expect(firstNames(await chat(held + ENDED))).toEqual([{ id: "a", name: "other", args: "{}" }]);
    expect(firstNames(await chat(held + DONE))).toEqual([{ id: "a", name: "other", args: "{}" }]);
    expect(firstNames(await chat(held + finishOf("length") + DONE))).toEqual([{ id: "a", name: "other", args: "" }]);
    for (const end of [ENDED, DONE]) {
      const whole = JSON.parse(await chat(held + end, { tools: chatTools, stream: false }));
      expect(whole.choices[0].message.tool_calls).toEqual([{ ...ID, function: { name: "other", arguments: "{}" } }]);
    }
  });

  it("does not delay a call of another kind", async () => {
    const custom = (input: string, more: object = {}) => ({ index: 0, custom: { input }, ...more });
    const pieces =
      chunkOf({ role: "assistant" }) +
      piece(custom("", { id: "a", type: "custom", custom: { name: "patch", input: "" } })) +
      piece(custom("*** Begin")) +
      piece(custom(" Patch"));
    const text = await chat(pieces + ENDED);
    expect(text.startsWith(pieces)).toBe(true);
    expect(text).not.toContain("arguments");
  });

  it("comes with arguments, whatever the call's type", async () => {
    const odd = piece(call("look", "", { id: "a", type: "tool" })) + ENDED;
    expect(firstNames(await chat(odd))).toEqual([{ id: "a", name: "look", args: "{}" }]);
  });

  it("starts another call while one is open", async () => {
    const two = piece(call("edit_file", "{}", ID)) + piece(call("look", "", { index: 1, id: "b" })) + ENDED;
    expect(firstNames(await chat(two)).map(({ name }) => name)).toEqual(["edit_file", "look"]);
    const alike = piece(call("edit_file", "{}")) + piece(call("look", "{}")) + ENDED;
    expect(firstNames(await chat(alike)).map(({ name }) => name)).toEqual(["edit_file", "look"]);
  });

  it("is complete in Messages and Responses", async () => {
    const parts = piece(call("edit_", "", ID)) + piece(call("file", '{"a":1}')) + ENDED;
    const tools = NAMES.map((name) => ({ name, input_schema: { type: "object" } }));
    const message = await ask("/messages", { max_tokens: 9, messages, tools, stream: true }, parts);
    expect(message).toContain('{"type":"tool_use","id":"a","name":"edit_file","input":{}}');
    const functions = NAMES.map((name) => ({ type: "function", name, parameters: { type: "object" } }));
    const response = await ask("/responses", { input: "hi", tools: functions, stream: true }, parts);
    expect(response).toContain('"call_id":"a","name":"edit_file","arguments":""');
  });
});
