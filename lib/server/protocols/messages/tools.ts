import { ApiError } from "@/lib/contract/error";
import { isRecord, type Json, listOf } from "@/lib/contract/json-object";
import { defined, expected, objectsAt, optionalObject, stringAt } from "../json";

/** Tools that the client runs. Tools that Anthropic runs are omitted; forcing one is a 400. */
export function toolsOf(body: Json, ignored: string[]): Json {
  const listed = body.tools === undefined || body.tools === null ? [] : objectsAt(body.tools, "tools");
  const declared = toolsAfter(listed, body.messages);
  const read = declared.map((tool, at) => toolOf(ofChat(tool) ?? tool, `tools[${at}]`, ignored));
  const tools = read.filter((tool) => tool !== null);
  // OpenAI's clients send only the kind.
  const choice =
    typeof body.tool_choice === "string" ? { type: body.tool_choice } : optionalObject(body.tool_choice, "tool_choice");
  const names = tools.map((tool) => (tool.function as Json).name);
  if (choice.type === "tool" && !names.includes(choice.name)) throw noTool(choice.name);
  if ((choice.type === "any" || choice.type === "required") && tools.length === 0 && declared.length > 0)
    throw noTool(declared[0]?.name);
  if (tools.length === 0) return {};
  const kinds: Record<string, unknown> = {
    auto: "auto",
    none: "none",
    any: "required",
    required: "required",
    tool: { type: "function", function: { name: choice.name } },
  };
  return defined({
    tools,
    tool_choice: kinds[String(choice.type)],
    parallel_tool_calls: choice.disable_parallel_tool_use === true ? false : undefined,
  });
}

/** A tool in chat format; null for one that Anthropic runs, whose name is added to `ignored`. */
function toolOf(tool: Json, path: string, ignored: string[]): Json | null {
  const { type, input_schema, description, strict } = tool;
  if (!isRecord(input_schema) && typeof type === "string" && type !== "custom") {
    ignored.push(`tools.${type.slice(0, 60)}`);
    return null;
  }
  const name = stringAt(tool.name, `${path}.name`);
  if (!isRecord(input_schema)) throw expected(`${path}.input_schema`, "a JSON schema", input_schema ?? null);
  const callers = tool.allowed_callers;
  if (Array.isArray(callers) && callers.length > 0 && !callers.includes("direct"))
    ignored.push("tools.allowed_callers");
  const facts = defined({
    name,
    description: describedWith(description, tool.input_examples),
    parameters: input_schema,
    strict: typeof strict === "boolean" ? strict : undefined,
  });
  return defined({ type: "function", function: facts, cache_control: tool.cache_control ?? undefined });
}

/** The description of a tool, with examples of its input, for which chats have no field. */
export function describedWith(description: unknown, examples: unknown): unknown {
  const inputs = listOf(examples).map((input) => JSON.stringify(input));
  if (inputs.length === 0) return description ?? undefined;
  return [description, `Examples of its input:\n${inputs.join("\n")}`].filter(Boolean).join("\n\n");
}

/** The tools at the end of the messages, which may add or remove tools. */
function toolsAfter(tools: readonly Json[], messages: unknown): readonly Json[] {
  const changes = listOf(messages)
    .filter(({ role }) => role === "system")
    .flatMap(({ content }) => listOf(content));
  if (changes.length === 0) return tools;
  const declared = new Map(tools.map((tool) => [tool.name, tool]));
  const offered = new Map(declared);
  for (const { type, tool } of changes) {
    const { name, definition } = isRecord(tool) ? tool : {};
    if (isRecord(definition)) declared.set(definition.name, definition);
    const added = isRecord(definition) ? definition : declared.get(name);
    if (type === "tool_addition" && added) offered.set(added.name, added);
    if (type === "tool_removal") offered.delete(name);
  }
  return [...offered.values()];
}

/** A function in chat format, converted to Anthropic's. */
function ofChat({ type, function: facts, ...rest }: Json): Json | null {
  if (type !== "function" || !isRecord(facts)) return null;
  return { ...rest, ...facts, input_schema: facts.parameters ?? { type: "object", properties: {} } };
}

function noTool(name: unknown): ApiError {
  const message = `tool_choice: the tool "${String(name)}" is not available here: send a tool with a name and an input_schema`;
  return new ApiError("invalid_request", message, { param: "tool_choice" });
}
