import type {
  BetaContentBlockParam,
  BetaOutputConfig,
  BetaSystemMessageParam,
  BetaThinkingConfigParam,
  BetaTool,
  BetaToolChoice,
  BetaToolUnion,
  MessageCreateParamsBase,
} from "@anthropic-ai/sdk/resources/beta/messages/messages";
import { describe, it } from "vitest";
import { type Fates, listed, withChats } from "./documented-fields";

const check = withChats();
const HI = { role: "user", content: "hi" };
const ask = { max_tokens: 9, messages: [HI] };
const NOTHING = { nothing: "a hint" };
const SCHEMA = { type: "object", properties: {} };
const TOOL = { name: "look", input_schema: SCHEMA };

const FIELDS: Fates<keyof MessageCreateParamsBase> = {
  model: ["lab/m1", { in: '"model":"lab/m1"' }],
  max_tokens: [9, { in: '"max_tokens":9' }],
  messages: [[HI], { in: '"content":"hi"' }],
  stream: [false, { nothing: "the form of the answer" }],
  system: ["Be brief.", { in: '{"role":"system","content":"Be brief."}' }],
  stop_sequences: [["x"], { in: '"stop":["x"]' }],
  thinking: [{ type: "enabled", budget_tokens: 2_000 }, { in: '"reasoning_effort":"low"' }],
  tool_choice: [{ type: "auto" }, { nothing: "there are no tools" }],
  tools: [[TOOL], { in: '"name":"look"' }],
  metadata: [{ user_id: "u" }, { in: '"user":"u"' }],
  output_config: [{ effort: "high" }, { in: '"reasoning_effort":"high"' }],
  output_format: [{ type: "json_schema", schema: SCHEMA }, { in: '"json_schema"' }],
  cache_control: [{ type: "ephemeral" }, NOTHING],
  betas: [["x-2025-01-01"], NOTHING],
  service_tier: ["standard_only", { named: "service_tier" }],
  context_management: [{ edits: [] }, { named: "context_management" }],
  container: ["c1", { named: "container" }],
  mcp_servers: [[{ type: "url", name: "x", url: "https://x" }], { named: "mcp_servers" }],
  inference_geo: ["us", { named: "inference_geo" }],
  speed: ["fast", { named: "speed" }],
  compaction: [{}, { named: "compaction" }],
  diagnostics: [{}, { named: "diagnostics" }],
  billing_policy: [{}, { named: "billing_policy" }],
  fallback_credit_token: ["x", { named: "fallback_credit_token" }],
  fallbacks: [[{}], { named: "fallbacks" }],
  thread: [{}, { named: "thread" }],
  user_profile_id: ["x", { named: "user_profile_id" }],
  workspace_id: ["x", { named: "workspace_id" }],
};

describe("a field of Messages in a chat", () => {
  it.each(listed(FIELDS))("is there, named, or a hint: %s", (name, value, fate) =>
    check("/v1/messages", { ...ask, [name]: value }, fate),
  );
});

const OF_TOOL: Fates<Exclude<keyof BetaTool, "name" | "input_schema">> = {
  type: ["custom", { nothing: "there is no other" }],
  description: ["Looks.", { in: '"description":"Looks."' }],
  strict: [true, { in: '"strict":true' }],
  cache_control: [{ type: "ephemeral" }, NOTHING],
  defer_loading: [true, { nothing: "all tools are declared" }],
  eager_input_streaming: [true, { nothing: "arguments are passed on as they come" }],
  allowed_callers: [["code_execution_20260120"], { named: "tools.allowed_callers" }],
  input_examples: [[{ at: "there" }], { in: 'at\\":\\"there' }],
};
const CHOICES: Fates<BetaToolChoice["type"]> = {
  auto: [{ disable_parallel_tool_use: true }, { in: '"parallel_tool_calls":false' }],
  any: [{}, { in: '"tool_choice":"required"' }],
  tool: [{ name: "look" }, { in: '"tool_choice":{"type":"function","function":{"name":"look"}}' }],
  none: [{}, { in: '"tool_choice":"none"' }],
};
type HostedType = Exclude<BetaToolUnion["type"], "custom" | null | undefined>;

describe("a tool of Messages in a chat", () => {
  it.each(listed(OF_TOOL))("has its field, or it is named or a hint: %s", (name, value, fate) =>
    check("/v1/messages", { ...ask, tools: [{ ...TOOL, [name]: value }] }, fate),
  );

  it("has examples of its input where it comes in a chat", () => {
    const tool = { ...TOOL, input_examples: [{ at: "there" }] };
    return check("/v1/chat/completions", { messages: [HI], tools: [tool] }, { in: 'at\\":\\"there' });
  });

  it.each(listed(CHOICES))("may be chosen: %s", (type, value, fate) =>
    check("/v1/messages", { ...ask, tools: [TOOL], tool_choice: { type, ...(value as object) } }, fate),
  );

  it.each<HostedType>(["bash_20250124", "web_search_20250305", "mcp_toolset", "memory_20250818"])(
    "is named where Anthropic has it: %s",
    (type) => check("/v1/messages", { ...ask, tools: [TOOL, { type, name: "x" }] }, { named: `tools.${type}` }),
  );
});

const THINKING: Fates<BetaThinkingConfigParam["type"] | "display: omitted" | "display: summarized"> = {
  enabled: [{ budget_tokens: 20_000 }, { in: '"reasoning_effort":"high"' }],
  disabled: [{}, { in: '"reasoning_effort":"none"' }],
  adaptive: [{}, { in: '"reasoning_effort":"medium"' }],
  between_tools: [{}, { named: "thinking" }],
  "display: omitted": [{ type: "adaptive", display: "omitted" }, { named: "thinking.display" }],
  "display: summarized": [{ type: "adaptive", display: "summarized" }, { nothing: "that is what is shown" }],
};
const OUTPUT: Fates<keyof BetaOutputConfig> = {
  effort: ["low", { in: '"reasoning_effort":"low"' }],
  format: [{ type: "json_schema", schema: SCHEMA }, { in: '"json_schema"' }],
  task_budget: [{ type: "tokens", total: 20_000 }, { named: "output_config.task_budget" }],
};

describe("what Messages says of thinking and output", () => {
  it.each(listed(THINKING))("is in a chat, or named: thinking %s", (type, value, fate) =>
    check("/v1/messages", { ...ask, thinking: { type, ...(value as object) } }, fate),
  );

  it.each(listed(OUTPUT))("is in a chat, or named: output_config.%s", (name, value, fate) =>
    check("/v1/messages", { ...ask, output_config: { [name]: value } }, fate),
  );

  it("is named where its format is another", () =>
    check("/v1/messages", { ...ask, output_config: { format: { type: "xml" } } }, { named: "output_config.format" }));
});

const URL = { type: "url", url: "https://x.example/a" };
const BLOCKS: Fates<BetaContentBlockParam["type"]> = {
  text: [{ text: "blue" }, { in: "blue" }],
  image: [{ source: URL }, { in: URL.url }],
  document: [
    { source: { type: "text", data: "blue" }, title: "Sky", context: "At noon" },
    { in: "Sky\\nAt noon\\n\\nblue" },
  ],
  search_result: [{ source: URL.url, title: "Sky", content: [{ type: "text", text: "blue" }] }, { in: "Sky" }],
  tool_result: [{ tool_use_id: "t", content: "blue", is_error: true }, { in: "Error: blue" }],
  thinking: [{ thinking: "hm", signature: "s" }, { nothing: "another gateway signed it" }],
  redacted_thinking: [{ data: "x" }, { nothing: "another gateway signed it" }],
  tool_use: [{ id: "t", name: "look", input: {} }, { in: '"name":"look"' }],
  compaction: [{ content: "It is blue." }, { in: "It is blue." }],
  tool_addition: [{ tool: { name: "look", definition: TOOL } }, { in: '"name":"look"' }],
  tool_removal: [{ tool: { name: "look" } }, { nothing: "there is no such tool" }],
  container_upload: [{ file_id: "f" }, { named: "messages.container_upload" }],
  server_tool_use: [{ id: "t", name: "x", input: {} }, { named: "messages.server_tool_use" }],
  web_search_tool_result: [{ tool_use_id: "t", content: [] }, { named: "messages.web_search_tool_result" }],
  web_fetch_tool_result: [{ tool_use_id: "t", content: {} }, { named: "messages.web_fetch_tool_result" }],
  advisor_tool_result: [{ tool_use_id: "t", content: {} }, { named: "messages.advisor_tool_result" }],
  code_execution_tool_result: [{ tool_use_id: "t", content: {} }, { named: "messages.code_execution_tool_result" }],
  bash_code_execution_tool_result: [{ content: {} }, { named: "messages.bash_code_execution_tool_result" }],
  text_editor_code_execution_tool_result: [{}, { named: "messages.text_editor_code_execution_tool_result" }],
  tool_search_tool_result: [{ content: {} }, { named: "messages.tool_search_tool_result" }],
  mcp_tool_use: [{ id: "t", name: "x", server_name: "y", input: {} }, { named: "messages.mcp_tool_use" }],
  mcp_tool_result: [{ tool_use_id: "t" }, { named: "messages.mcp_tool_result" }],
  mcp_tool_listing: [{}, { named: "messages.mcp_tool_listing" }],
  fallback: [{}, { named: "messages.fallback" }],
};
const OF_ASSISTANT = /thinking|tool_use|compaction|fallback|_tool_result|mcp/;
const roleOf = (type: string) =>
  /^tool_(?:addition|removal)$/.test(type) ? "system" : OF_ASSISTANT.test(type) ? "assistant" : "user";

describe("a block of Messages", () => {
  it.each(listed(BLOCKS))("is in a chat, or named: %s", (type, value, fate) => {
    const content = [
      { type: "text", text: "hi" },
      { type, ...(value as object) },
    ];
    return check("/v1/messages", { ...ask, messages: [HI, { role: roleOf(type), content }, HI] }, fate);
  });

  it.each<[string, object]>([
    [
      "its title and context",
      { source: { type: "content", content: [{ type: "text", text: "blue" }] }, title: "Sky", context: "Sky" },
    ],
    ["its context", { source: URL, context: "Sky" }],
  ])("is in a chat with %s", (_, block) =>
    check(
      "/v1/messages",
      { ...ask, messages: [{ role: "user", content: [{ type: "document", ...block }] }] },
      { in: "Sky" },
    ),
  );

  it("is named within a document", () => {
    const content = [{ type: "text", text: "blue" }, { type: "odd" }];
    const block = { type: "document", source: { type: "content", content } };
    return check("/v1/messages", { ...ask, messages: [{ role: "user", content: [block] }] }, { named: "messages.odd" });
  });
});

const OF_SYSTEM: Fates<Exclude<keyof BetaSystemMessageParam, "role" | "content">> = {
  clear_at: ["next_user_message", { named: "messages.clear_at" }],
  output_config: [{ effort: "low" }, { named: "messages.output_config" }],
};

describe("a system message among others", () => {
  it.each(listed(OF_SYSTEM))("has its text, and what it cannot have is named: %s", (name, value, fate) =>
    check("/v1/messages", { ...ask, messages: [HI, { role: "system", content: "Be brief.", [name]: value }] }, fate),
  );
});
