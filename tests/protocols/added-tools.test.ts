import { describe, expect, it } from "vitest";
import type { Json } from "@/lib/contract/json-object";
import { deltasOf } from "@/lib/server/protocols/deltas";
import { readMessagesRequest } from "@/lib/server/protocols/messages/request";
import { responsesAdapter } from "@/lib/server/protocols/responses/native";
import { readResponsesRequest } from "@/lib/server/protocols/responses/request";
import { openResponse } from "@/lib/server/protocols/responses/response";
import { ResponseWriter } from "@/lib/server/protocols/responses/writer";

const HI = { role: "user", content: "hi" };
const parameters = { type: "object", properties: {} };
const ADDED = {
  type: "additional_tools",
  role: "developer",
  id: "at_1",
  tools: [
    {
      type: "namespace",
      name: "functions",
      tools: [
        { type: "custom", name: "exec", description: "Run." },
        { type: "function", name: "wait", parameters },
      ],
    },
    { type: "namespace", name: "mcp__repl", tools: [{ type: "function", name: "js", parameters }] },
  ],
};
const SEARCH = { type: "tool_search", execution: "client", description: "Find tools.", parameters };
const FOUND = [
  { type: "tool_search_call", call_id: "s1", execution: "client", arguments: { query: "js" } },
  {
    type: "tool_search_output",
    call_id: "s1",
    execution: "client",
    tools: [{ type: "namespace", name: "mcp__repl", tools: [{ type: "function", name: "js", parameters }] }],
  },
];
const read = (body: Json) => readResponsesRequest({ model: "lab/m", ...body });
const namesIn = (tools: unknown) => (tools as { function: Json }[]).map((tool) => tool.function.name);

/** The items that an answer with a tool call ends with. */
function itemsOf(body: Json, name: string, args: string, reason = "tool_calls"): Json[] {
  let ids = 0;
  const writer = new ResponseWriter({
    response: openResponse({ model: "lab/m" }, "resp_1", 1),
    tools: read(body).tools,
    newId: (prefix) => `${prefix}_${++ids}`,
  });
  const tool_calls = [{ index: 0, id: "c1", type: "function", function: { name, arguments: args } }];
  writer.push(deltasOf({ choices: [{ index: 0, delta: { tool_calls }, finish_reason: reason }] }), "groq");
  writer.end({});
  return writer.response.output as Json[];
}

describe("tools that an item adds", () => {
  it("are offered, and called by their own names", () => {
    const body = { input: [ADDED, HI] };
    const { chat, ignored } = read(body);
    expect([namesIn(chat.tools), ignored]).toEqual([["exec", "wait", "mcp__repl__js"], []]);
    expect(chat.messages).toEqual([HI]);
    expect(itemsOf(body, "exec", '{"input":"ls"}')).toMatchObject([
      { type: "custom_tool_call", name: "exec", input: "ls", status: "completed" },
    ]);
    expect(itemsOf(body, "mcp__repl__js", "{}")).toMatchObject([
      { type: "function_call", name: "js", namespace: "mcp__repl", arguments: "{}" },
    ]);
  });

  it("are offered once, as last added", () => {
    const newer = { type: "additional_tools", tools: [{ type: "function", name: "wait", description: "Newer." }] };
    const { tools } = read({ input: [ADDED, newer, HI], tools: [{ type: "function", name: "wait" }] }).chat;
    expect(namesIn(tools)).toEqual(["wait", "exec", "mcp__repl__js"]);
    expect(tools?.[0]).toMatchObject({ function: { description: "Newer." } });
  });

  it("are not passed on to gateways, few of which know such items", () => {
    expect(responsesAdapter({ input: [] }, () => [HI])).not.toBeNull();
    for (const item of [ADDED, ...FOUND]) expect(responsesAdapter({ input: [] }, () => [item, HI])).toBeNull();
  });
});

describe("a search for tools that the client runs", () => {
  it("is a function, and its call is returned as declared", () => {
    const body = { input: [HI], tools: [SEARCH] };
    expect(namesIn(read(body).chat.tools)).toEqual(["tool_search"]);
    expect(itemsOf(body, "tool_search", '{"query":"js"}')).toMatchObject([
      { type: "tool_search_call", call_id: "c1", execution: "client", arguments: { query: "js" }, status: "completed" },
    ]);
  });

  it("is part of the history, and adds the tools it found", () => {
    const { chat, ignored } = read({ input: [HI, ...FOUND], tools: [SEARCH] });
    expect([namesIn(chat.tools), ignored]).toEqual([["tool_search", "mcp__repl__js"], []]);
    expect(chat.messages).toMatchObject([
      HI,
      { role: "assistant", tool_calls: [{ id: "s1", function: { name: "tool_search", arguments: '{"query":"js"}' } }] },
      { role: "tool", tool_call_id: "s1", content: expect.stringContaining("mcp__repl__js") },
    ]);
  });

  it("that OpenAI runs is omitted", () => {
    expect(read({ input: [HI], tools: [{ type: "tool_search" }] })).toMatchObject({ ignored: ["tools.tool_search"] });
  });
});

describe("an item in the form of another protocol", () => {
  it("is recognized", () => {
    const call = (id: string) => ({ id, type: "function", function: { name: "look", arguments: "{}" } });
    const { chat, ignored } = read({
      input: [
        { role: "user", content: [{ type: "image_url", image_url: { url: "https://x/y.png" } }] },
        { role: "assistant", content: null, tool_calls: [call("c1")] },
        { role: "tool", tool_call_id: "c1", content: "ok" },
        { role: "assistant", content: [{ type: "tool_use", id: "c2", name: "look", input: {} }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "c2", content: "ok" }] },
      ],
    });
    expect(ignored).toEqual([]);
    expect(chat.messages).toEqual([
      { role: "user", content: [{ type: "image_url", image_url: { url: "https://x/y.png" } }] },
      { role: "assistant", content: null, tool_calls: [call("c1")] },
      { role: "tool", tool_call_id: "c1", content: "ok" },
      { role: "assistant", content: null, tool_calls: [call("c2")] },
      { role: "tool", tool_call_id: "c2", content: "ok" },
    ]);
  });

  it("is not passed on", () => {
    const image = { role: "user", content: [{ type: "image_url", image_url: { url: "https://x/y.png" } }] };
    for (const item of [image, { role: "tool", tool_call_id: "c1", content: "ok" }])
      expect(responsesAdapter({ input: [] }, () => [HI, item])).toBeNull();
  });
});

describe("a call in a response", () => {
  it("is incomplete if the answer reached its limit", () => {
    const body = { input: [HI], tools: [{ type: "function", name: "look" }] };
    expect(itemsOf(body, "look", '{"at":"unfin', "length")).toMatchObject([{ status: "incomplete" }]);
  });

  it("that is sent back without arguments gets an empty object", () => {
    const input = [
      { type: "function_call", call_id: "c1", name: "look", arguments: "" },
      { type: "function_call_output", call_id: "c1", output: "ok" },
    ];
    expect(read({ input }).chat.messages[0]).toMatchObject({ tool_calls: [{ function: { arguments: "{}" } }] });
  });
});

// https://github.com/openai/codex/issues/36321, https://github.com/ollama/ollama/pull/18298
describe("a message of another agent", () => {
  const content = [
    { type: "input_text", text: "Message Type: NEW_TASK\nPayload:" },
    { type: "encrypted_content", encrypted_content: "Count the files." },
  ];
  const message = { type: "agent_message", author: "/root", recipient: "/root/counter", content };

  it("is a message that names the agent, with all of its text", () => {
    const { chat, ignored } = read({ input: [HI, message] });
    const told = "Agent message from /root:\nMessage Type: NEW_TASK\nPayload:\nCount the files.";
    expect([chat.messages, ignored]).toEqual([[HI, { role: "user", content: told }], []]);
  });

  it("is not passed on to gateways, some of which drop it", () => {
    expect(responsesAdapter({ input: [] }, () => [HI, message])).toBeNull();
  });
});

// https://platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages
describe("a system message within a conversation with Anthropic's models", () => {
  const tool = (name: string) => ({ name, input_schema: parameters });
  const change = (type: string, of: Json) => ({ type, tool: of });
  const ask = (content: unknown, tools: unknown = [tool("read"), { ...tool("lazy"), defer_loading: true }]) =>
    readMessagesRequest({ model: "lab/m", max_tokens: 9, tools, messages: [HI, { role: "system", content }] });

  it("adds and removes tools", () => {
    const { chat, ignored } = ask([
      { type: "text", text: "Plan first." },
      change("tool_addition", { type: "tool_definition", definition: tool("write") }),
      change("tool_addition", { type: "tool_reference", name: "lazy" }),
      change("tool_removal", { type: "tool_reference", name: "read" }),
    ]);
    expect([namesIn(chat.tools), ignored]).toEqual([["lazy", "write"], []]);
    expect(chat.messages).toEqual([HI, { role: "system", content: "Plan first." }]);
  });

  it("offers a tool again that was removed before", () => {
    const reference = { type: "tool_reference", name: "read" };
    const { chat } = ask([change("tool_removal", reference), change("tool_addition", reference)]);
    expect([namesIn(chat.tools), chat.messages]).toEqual([["lazy", "read"], [HI]]);
    const added = change("tool_addition", { type: "tool_definition", definition: tool("write") });
    const write = { type: "tool_reference", name: "write" };
    const again = ask([added, change("tool_removal", write), change("tool_addition", write)]);
    expect(namesIn(again.chat.tools)).toEqual(["read", "lazy", "write"]);
  });

  it("never makes a request fail by its parts other than text", () => {
    const { chat, ignored } = ask([
      { type: "text", text: "Go on." },
      { type: "novelty", x: 1 },
      change("tool_removal", { type: "mcp_toolset_reference", server_name: "one" }),
    ]);
    expect([chat.messages[1]?.content, ignored]).toEqual(["Go on.", ["messages.novelty"]]);
    expect(ask("Go on.", []).chat.messages[1]).toEqual({ role: "system", content: "Go on." });
  });

  it("is followed by results that say which tools were found", () => {
    const { chat, ignored } = readMessagesRequest({
      model: "lab/m",
      max_tokens: 9,
      tools: [{ ...tool("lazy"), strict: true }],
      messages: [
        HI,
        { role: "assistant", content: [{ type: "tool_use", id: "t1", name: "find", input: {} }] },
        {
          role: "user",
          content: [
            { type: "tool_result", tool_use_id: "t1", content: [{ type: "tool_reference", tool_name: "lazy" }] },
          ],
        },
      ],
    });
    expect(ignored).toEqual([]);
    expect(chat.messages[2]).toMatchObject({ role: "tool", content: "The tool lazy is available." });
    expect(chat.tools).toMatchObject([{ function: { name: "lazy", strict: true } }]);
  });
});
