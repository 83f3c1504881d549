import type {
  CustomTool,
  EasyInputMessage,
  FunctionTool,
  ResponseCreateParamsBase,
  ResponseIncludable,
  ResponseInputContent,
  ResponseInputItem,
  ResponseTextConfig,
  Tool,
} from "openai/resources/responses/responses";
import type { Reasoning } from "openai/resources/shared";
import { describe, it } from "vitest";
import { type Fates, listed, withChats } from "./documented-fields";

const check = withChats();
const HI = { role: "user", content: "hi" };
const SCHEMA = { type: "object", properties: {} };
const TOOL = { type: "function", name: "look", parameters: SCHEMA };
const NOTHING = { nothing: "a hint" };
const REFUSED = { refused: true as const };
const URL = "https://x.example/a";

/** What is stored has tests of its own. */
type Stored = "previous_response_id" | "item_reference";
const FIELDS: Fates<Exclude<keyof ResponseCreateParamsBase, Stored>> = {
  model: ["lab/m1", { in: '"model":"lab/m1"' }],
  input: ["blue", { in: '"content":"blue"' }],
  instructions: ["Be brief.", { in: '{"role":"system","content":"Be brief."}' }],
  stream: [false, { nothing: "the form of the answer" }],
  stream_options: [{ include_obfuscation: false }, { nothing: "nothing is added to a stream" }],
  max_output_tokens: [9, { in: '"max_tokens":9' }],
  temperature: [0.5, { in: '"temperature":0.5' }],
  top_p: [0.5, { in: '"top_p":0.5' }],
  reasoning: [{ effort: "low" }, { in: '"reasoning_effort":"low"' }],
  text: [{ verbosity: "low" }, { in: '"verbosity":"low"' }],
  tools: [[TOOL], { in: '"name":"look"' }],
  tool_choice: ["auto", { nothing: "there are no tools" }],
  parallel_tool_calls: [false, { nothing: "there are no tools" }],
  include: [["message.output_text.logprobs"], { in: '"logprobs":true' }],
  prompt_cache_key: ["k", { in: '"prompt_cache_key":"k"' }],
  safety_identifier: ["u", { in: '"user":"u"' }],
  user: ["u", { in: '"user":"u"' }],
  metadata: [{ a: "b" }, { nothing: "it is in the answer" }],
  store: [false, { nothing: "it is stored here" }],
  prompt_cache_retention: ["24h", NOTHING],
  service_tier: ["flex", { named: "service_tier" }],
  truncation: ["auto", { named: "truncation" }],
  context_management: [[{ type: "compaction" }], { named: "context_management" }],
  background: [true, REFUSED],
  conversation: ["c", REFUSED],
  prompt: [{ id: "p" }, REFUSED],
};
const OF_REASONING: Fates<keyof Reasoning> = {
  effort: ["high", { in: '"reasoning_effort":"high"' }],
  summary: ["auto", { nothing: "all reasoning is shown" }],
  generate_summary: ["auto", { nothing: "all reasoning is shown" }],
};
const OF_TEXT: Fates<keyof ResponseTextConfig> = {
  verbosity: ["high", { in: '"verbosity":"high"' }],
  format: [{ type: "json_schema", name: "x", schema: SCHEMA }, { in: '"json_schema":{"name":"x"' }],
};
const INCLUDED: Fates<ResponseIncludable> = {
  "message.output_text.logprobs": [true, { in: '"logprobs":true' }],
  "reasoning.encrypted_content": [true, { nothing: "it is always there" }],
  "file_search_call.results": [true, { nothing: "of a tool that is named" }],
  "web_search_call.results": [true, { nothing: "of a tool that is named" }],
  "web_search_call.action.sources": [true, { nothing: "of a tool that is named" }],
  "message.input_image.image_url": [true, { nothing: "images are as they were sent" }],
  "computer_call_output.output.image_url": [true, { nothing: "of a tool that is named" }],
  "code_interpreter_call.outputs": [true, { nothing: "of a tool that is named" }],
};

describe("a field of Responses in a chat", () => {
  it.each(listed(FIELDS))("is there, named, refused, or a hint: %s", (name, value, fate) =>
    check("/v1/responses", { input: "hi", [name]: value }, fate),
  );

  it.each(listed(OF_REASONING))("is there, or a hint: reasoning.%s", (name, value, fate) =>
    check("/v1/responses", { input: "hi", reasoning: { [name]: value } }, fate),
  );

  it.each(listed(OF_TEXT))("is there: text.%s", (name, value, fate) =>
    check("/v1/responses", { input: "hi", text: { [name]: value } }, fate),
  );

  it.each(listed(INCLUDED))("is there, or a hint: include %s", (name, _, fate) =>
    check("/v1/responses", { input: "hi", include: [name] }, fate),
  );
});

const hosted = (type: string) => ({ named: `tools.${type}` });
const TOOLS: Fates<Tool["type"]> = {
  function: [TOOL, { in: '"name":"look"' }],
  custom: [{ name: "look", description: "Looks." }, { in: '"description":"Looks."' }],
  namespace: [{ name: "eye", description: "Sees.", tools: [TOOL] }, { in: "Sees." }],
  tool_search: [{}, hosted("tool_search")],
  file_search: [{ vector_store_ids: [] }, hosted("file_search")],
  computer: [{}, hosted("computer")],
  computer_use_preview: [{}, hosted("computer_use_preview")],
  web_search: [{}, hosted("web_search")],
  web_search_2025_08_26: [{}, hosted("web_search_2025_08_26")],
  web_search_preview: [{}, hosted("web_search_preview")],
  web_search_preview_2025_03_11: [{}, hosted("web_search_preview_2025_03_11")],
  mcp: [{ server_label: "x" }, hosted("mcp")],
  code_interpreter: [{ container: "c" }, hosted("code_interpreter")],
  image_generation: [{}, hosted("image_generation")],
  local_shell: [{}, hosted("local_shell")],
  shell: [{}, hosted("shell")],
  apply_patch: [{}, hosted("apply_patch")],
};
const OF_FUNCTION: Fates<Exclude<keyof FunctionTool, "type" | "name">> = {
  description: ["Looks.", { in: '"description":"Looks."' }],
  parameters: [{ type: "object", properties: { at: {} } }, { in: '"properties":{"at":{}}' }],
  strict: [true, { in: '"strict":true' }],
  defer_loading: [true, { nothing: "all tools are declared" }],
};
const OF_CUSTOM: Fates<Exclude<keyof CustomTool, "type" | "name">> = {
  description: ["Looks.", { in: '"description":"Looks."' }],
  format: [{ type: "grammar", syntax: "lark", definition: "start: x" }, { in: "start: x" }],
  defer_loading: [true, { nothing: "all tools are declared" }],
};

describe("a tool of Responses", () => {
  it.each(listed(TOOLS))("is in a chat, or named: %s", (type, value, fate) =>
    check("/v1/responses", { input: "hi", tools: [{ ...(value as object), type }] }, fate),
  );

  it.each(listed(OF_FUNCTION))("has its field in a chat, or that is a hint: function %s", (name, value, fate) =>
    check("/v1/responses", { input: "hi", tools: [{ ...TOOL, [name]: value }] }, fate),
  );

  it.each(listed(OF_CUSTOM))("has its field in a chat, or that is a hint: custom %s", (name, value, fate) =>
    check("/v1/responses", { input: "hi", tools: [{ type: "custom", name: "look", [name]: value }] }, fate),
  );
});

const lost = (type: string) => ({ named: `input.${type}` });
const CALL = { call_id: "c", name: "look" };
const ITEMS: Fates<Exclude<NonNullable<ResponseInputItem["type"]>, Stored>> = {
  message: [{ role: "developer", content: "blue" }, { in: '{"role":"system","content":"blue"}' }],
  function_call: [{ ...CALL, arguments: "{}" }, { in: '"name":"look"' }],
  function_call_output: [{ call_id: "c", output: "blue" }, { in: '"content":"blue"' }],
  custom_tool_call: [{ ...CALL, input: "blue" }, { in: "blue" }],
  custom_tool_call_output: [{ call_id: "c", output: "blue" }, { in: '"content":"blue"' }],
  tool_search_call: [{ call_id: "c", arguments: { query: "blue" } }, { in: "blue" }],
  tool_search_output: [{ call_id: "c", tools: [TOOL] }, { in: "now available: look" }],
  reasoning: [{ id: "r", summary: [], encrypted_content: "x" }, { nothing: "another gateway sealed it" }],
  compaction: [{ encrypted_content: "x" }, lost("compaction")],
  file_search_call: [{ id: "x", queries: [], status: "completed" }, lost("file_search_call")],
  computer_call: [{ call_id: "c" }, lost("computer_call")],
  computer_call_output: [{ call_id: "c", output: {} }, lost("computer_call_output")],
  web_search_call: [{ id: "x", status: "completed" }, lost("web_search_call")],
  image_generation_call: [{ id: "x", result: null, status: "completed" }, lost("image_generation_call")],
  code_interpreter_call: [{ id: "x", code: null }, lost("code_interpreter_call")],
  local_shell_call: [{ call_id: "c" }, lost("local_shell_call")],
  local_shell_call_output: [{ id: "c", output: "" }, lost("local_shell_call_output")],
  shell_call: [{ call_id: "c" }, lost("shell_call")],
  shell_call_output: [{ call_id: "c", output: [] }, lost("shell_call_output")],
  apply_patch_call: [{ call_id: "c" }, lost("apply_patch_call")],
  apply_patch_call_output: [{ call_id: "c" }, lost("apply_patch_call_output")],
  mcp_list_tools: [{ id: "x", tools: [] }, lost("mcp_list_tools")],
  mcp_approval_request: [{ id: "x" }, lost("mcp_approval_request")],
  mcp_approval_response: [{ approve: true }, lost("mcp_approval_response")],
  mcp_call: [{ id: "x" }, lost("mcp_call")],
};
const PARTS: Fates<ResponseInputContent["type"] | "detail: original"> = {
  input_text: [{ text: "blue" }, { in: "blue" }],
  input_image: [{ image_url: URL, detail: "low" }, { in: `{"url":"${URL}","detail":"low"}` }],
  input_file: [{ file_url: URL, filename: "a.pdf" }, { in: '"filename":"a.pdf"' }],
  "detail: original": [{ type: "input_image", image_url: URL, detail: "original" }, { in: '"detail":"high"' }],
};
const OF_MESSAGE: Fates<Exclude<keyof EasyInputMessage, "role" | "content" | "type">> = {
  phase: ["commentary", { named: "input.phase" }],
};

describe("an item of Responses", () => {
  it.each(listed(ITEMS))("is in a chat, or named: %s", (type, value, fate) =>
    check("/v1/responses", { input: [HI, { type, ...(value as object) }, HI] }, fate),
  );

  it.each(listed(PARTS))("has its part in a chat: %s", (type, value, fate) =>
    check("/v1/responses", { input: [{ role: "user", content: [{ type, ...(value as object) }] }] }, fate),
  );

  it.each(listed(OF_MESSAGE))("has a name for what a chat cannot have: %s", (name, value, fate) =>
    check("/v1/responses", { input: [HI, { role: "assistant", content: "x", [name]: value }, HI] }, fate),
  );
});
