import { describe, expect, it } from "vitest";
import type { ChatRequest } from "@/lib/contract/chat";
import type { Json } from "@/lib/contract/json-object";
import { markLarge, runQueuedIfLarge } from "@/lib/net/turns";
import { readMessagesRequest } from "@/lib/server/protocols/messages/request";
import { adaptedBy } from "@/lib/server/protocols/offer-body";
import { sealOf } from "@/lib/server/protocols/reasoning";
import { offer } from "../fakes/offers";

const ask = { model: "lab/m", max_tokens: 9 };
const chatOf = (body: Json) => readMessagesRequest({ ...ask, ...body }).chat as unknown as Json;
const sentTo = (gateway: string, messages: unknown) =>
  adaptedBy(new Map()).adapt({ model: "lab/m", messages: messages as ChatRequest["messages"] }, offer(gateway, "m"))
    .messages;

describe("a Messages request", () => {
  it("becomes a chat request with the system prompt first", () => {
    const messages = [{ role: "user", content: "hi" }];
    expect(chatOf({ system: "Be brief.", messages, stop_sequences: ["END"], top_k: 4 })).toEqual({
      model: "lab/m",
      stream: false,
      max_tokens: 9,
      top_k: 4,
      stop: ["END"],
      messages: [{ role: "system", content: "Be brief." }, ...messages],
    });
  });

  it("puts tool results before other user content, and marks errors", () => {
    const { messages } = chatOf({
      messages: [
        { role: "user", content: "look" },
        {
          role: "assistant",
          content: [
            { type: "text", text: "Looking." },
            { type: "tool_use", id: "t1", name: "look", input: { at: 1 } },
          ],
        },
        {
          role: "user",
          content: [
            { type: "text", text: "and then?" },
            {
              type: "tool_result",
              tool_use_id: "t1",
              is_error: true,
              content: [{ type: "text", text: "no such file" }],
            },
          ],
        },
      ],
    });
    expect(messages).toEqual([
      { role: "user", content: "look" },
      {
        role: "assistant",
        content: "Looking.",
        tool_calls: [{ id: "t1", type: "function", function: { name: "look", arguments: '{"at":1}' } }],
      },
      { role: "tool", tool_call_id: "t1", content: "Error: no such file" },
      { role: "user", content: "and then?" },
    ]);
  });

  it("converts images and documents", () => {
    const { messages } = chatOf({
      messages: [
        {
          role: "user",
          content: [
            { type: "image", source: { type: "base64", media_type: "image/png", data: "AA==" } },
            {
              type: "document",
              title: "a.pdf",
              source: { type: "base64", media_type: "application/pdf", data: "BB==" },
            },
            { type: "document", source: { type: "text", media_type: "text/plain", data: "plain" } },
          ],
        },
      ],
    });
    expect((messages as Json[])[0]?.content).toEqual([
      { type: "image_url", image_url: { url: "data:image/png;base64,AA==" } },
      { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,BB==" } },
      { type: "text", text: "plain" },
    ]);
  });

  it("keeps cache hints only for gateways that accept them", () => {
    const cache_control = { type: "ephemeral" };
    const { messages } = chatOf({
      system: [{ type: "text", text: "long", cache_control }],
      messages: [{ role: "user", content: "hi" }],
    });
    expect(sentTo("openrouter", messages)[0]?.content).toEqual([{ type: "text", text: "long", cache_control }]);
    expect(sentTo("groq", messages)[0]?.content).toBe("long");
  });

  it("sends sealed reasoning back only to the gateway that sealed it", () => {
    const { messages } = chatOf({
      messages: [
        { role: "user", content: "hi" },
        {
          role: "assistant",
          content: [
            { type: "thinking", thinking: "hm", signature: sealOf("openrouter", "signature", "sig") },
            { type: "thinking", thinking: "foreign", signature: "ErUB" },
            { type: "text", text: "Hello" },
          ],
        },
      ],
    });
    expect(sentTo("openrouter", messages)[1]?.reasoning_details).toEqual([
      { type: "reasoning.text", text: "hm", signature: "sig" },
    ]);
    expect(sentTo("groq", messages)[1]).toEqual({ role: "assistant", content: "Hello" });
  });

  it("omits an answer with nothing but another gateway's reasoning", () => {
    const thinking = { type: "thinking", thinking: "hm", signature: sealOf("openrouter", "signature", "sig") };
    const user = { role: "user", content: "hi" };
    const { messages } = chatOf({ messages: [user, { role: "assistant", content: [thinking] }, user] });
    expect(sentTo("groq", messages)).toEqual([user, user]);
    expect(sentTo("openrouter", messages)).toHaveLength(3);
  });

  it("keeps an answer with something besides such reasoning", () => {
    const reasoning_details = [
      { type: "reasoning.text", text: "hm", signature: sealOf("openrouter", "signature", "sig") },
    ];
    for (const said of [
      { audio: { id: "a" } },
      { function_call: { name: "look", arguments: "{}" } },
      { refusal: "No." },
    ]) {
      const answer = { role: "assistant", content: null, ...said };
      expect(sentTo("groq", [{ ...answer, reasoning_details }])).toEqual([answer]);
    }
  });

  it("still yields to other requests when it is large and adapted to an offer", () => {
    const { chat, hints } = readMessagesRequest({ ...ask, messages: [{ role: "user", content: "hi" }] });
    const queued = () => runQueuedIfLarge(adaptedBy(hints).adapt(chat, offer("groq", "m")), () => 1);
    expect(queued()).toBe(1);
    markLarge(chat);
    expect(queued()).toBeInstanceOf(Promise);
  });

  it("has no system message without text, and reads a tool choice that is a string", () => {
    const messages = [{ role: "user", content: "hi" }];
    for (const system of ["", [], [{ type: "text", text: "" }]])
      expect(chatOf({ system, messages }).messages).toEqual(messages);
    const tools = [{ name: "look", input_schema: {} }];
    for (const tool_choice of ["any", "required"])
      expect(chatOf({ messages, tools, tool_choice })).toMatchObject({ tool_choice: "required" });
  });

  it("omits tools that Anthropic runs, names them, and takes functions as chats declare them", () => {
    const { chat, ignored } = readMessagesRequest({
      ...ask,
      messages: [{ role: "user", content: "hi" }],
      tools: [
        { type: "web_search_20250305", name: "web_search" },
        { name: "look", description: "Looks.", input_schema: { type: "object" } },
        { type: "function", function: { name: "type", parameters: { type: "object" } } },
      ],
      tool_choice: { type: "any", disable_parallel_tool_use: true },
    });
    expect(ignored).toEqual(["tools.web_search_20250305"]);
    expect(chat).toMatchObject({ tool_choice: "required", parallel_tool_calls: false });
    expect(chat.tools).toMatchObject([{ function: { name: "look" } }, { function: { name: "type" } }]);
  });

  it.each([
    { max_tokens: 0 },
    { max_tokens: undefined },
    { messages: [] },
    { messages: [{ role: "robot", content: "hi" }] },
    { messages: [{ role: "user", content: [{ type: "image", source: { type: "file", file_id: "f" } }] }] },
    { tools: [{ name: "look" }], tool_choice: { type: "tool", name: "gone" } },
    { stop_sequences: "END" },
    { stream: "true" },
    { thinking: "on" },
    { output_config: "high" },
    { tool_choice: ["auto"], tools: [{ name: "look", input_schema: {} }] },
  ])("returns 400 for %j", (body) => {
    expect(() => readMessagesRequest({ ...ask, messages: [{ role: "user", content: "hi" }], ...body })).toThrow(
      expect.objectContaining({ type: "invalid_request" }),
    );
  });
});
