import { ApiError } from "@/lib/contract/error";
import { isRecord, type Json } from "@/lib/contract/json-object";
import { customFunction } from "../custom-tools";
import { defined, expected, objectsAt, stringAt } from "../json";
import { describedWith } from "../messages/tools";
import { nameUpstream, type ToolName, type ToolNames } from "../request";
import { TOOL_SEARCH } from "./items";

/** The type of a tool that contains others. */
export const NAMESPACE = "namespace";

interface Tools {
  tools?: Json[] | undefined;
  tool_choice?: unknown;
  parallel_tool_calls?: boolean | undefined;
  names: ToolNames;
}

/**
 * Converts a request's tools, which may be declared in any protocol's format. Tools hosted by OpenAI are omitted and
 * named in `ignored`; forcing one is a 400.
 */
export function readTools(body: Json, ignored: string[]): Tools {
  const { tools: received, tool_choice: chosen } = body;
  if ((received === undefined || received === null) && (chosen === undefined || chosen === null)) return NO_TOOLS;
  const names = new Map<string, ToolName>();
  const declared = received === undefined || received === null ? [] : objectsAt(received, "tools");
  const byName = new Map<string, Json>();
  for (const [at, tool] of declared.entries())
    for (const flatTool of toolOf(tool, `tools[${at}]`, { names, ignored })) byName.set(nameOf(flatTool), flatTool);
  const tools = [...byName.values()];
  const { choice, only } = choiceOf(chosen, tools);
  const offered = only ? tools.filter((tool) => only.has(nameOf(tool))) : tools;
  if (offered.length === 0) return { names };
  const parallel = parallelIn(body);
  return {
    tools: offered,
    ...(choice === undefined ? {} : { tool_choice: choice }),
    ...(typeof parallel === "boolean" ? { parallel_tool_calls: parallel } : {}),
    names,
  };
}

const NO_TOOLS: Tools = { names: new Map() };

/** Whether tools may be called in parallel; Anthropic states it in the tool choice. */
function parallelIn({ parallel_tool_calls: parallel, tool_choice: choice }: Json): unknown {
  return isRecord(choice) && choice.disable_parallel_tool_use === true ? false : parallel;
}

const nameOf = (tool: Json) => (tool.function as { name: string }).name;

/**
 * A declaration in Responses format: chats have a function or custom tool in a nested object, Anthropic has no type.
 */
function flat(tool: Json): Json {
  const type = tool.type ?? (isRecord(tool.function) ? "function" : undefined);
  const inner = tool[String(type)];
  const isNested = (type === "function" || type === "custom") && isRecord(inner);
  const merged: Json = isNested ? { ...tool, ...inner, type, nested: true } : tool;
  const schema = merged.parameters ?? merged.input_schema;
  const isFunction = type === "function" || (isRecord(schema) && (type === undefined || type === "custom"));
  return isFunction ? { ...merged, type: "function", parameters: schema } : merged;
}

interface ReadTools {
  names: Map<string, ToolName>;
  ignored: string[];
}

/** The functions for a declared tool: several for a namespace, none for one that is ignored. */
function toolOf(declared: Json, path: string, to: ReadTools, namespace?: string): Json[] {
  const tool = flat(declared);
  const { type } = tool;
  if (type === "function" || type === "custom") {
    const name = stringAt(tool.name, `${path}.name`);
    const named = { name, upstream: nameUpstream(name, namespace), namespace };
    return [type === "function" ? functionOf(tool, named, to) : customOf(tool, named, to)];
  }
  if (type === TOOL_SEARCH && tool.execution === "client") {
    to.names.set(TOOL_SEARCH, { name: TOOL_SEARCH, custom: false, search: true });
    const { description, parameters } = tool;
    const facts = { name: TOOL_SEARCH, description: description ?? undefined, parameters: parameters ?? undefined };
    return [{ type: "function", function: defined(facts) }];
  }
  if (type === NAMESPACE && Array.isArray(tool.tools))
    return objectsAt(tool.tools, `${path}.tools`).flatMap((inner, at) => {
      const name = stringAt(tool.name, `${path}.name`);
      return toolOf(at === 0 ? firstOf(tool, inner) : inner, `${path}.tools[${at}]`, to, name);
    });
  to.ignored.push(`tools.${stringAt(type, `${path}.type`).slice(0, 60)}`);
  return [];
}

interface NamedTool {
  name: string;
  upstream: string;
  namespace: string | undefined;
}

function functionOf(tool: Json, { name, upstream, namespace }: NamedTool, { names }: ReadTools): Json {
  const { type, description, parameters, strict, cache_control } = tool;
  if (upstream !== name) names.set(upstream, { name, namespace: namespace as string, custom: false });
  const facts = defined({
    name: upstream,
    description: describedWith(description, tool.input_examples),
    parameters: parameters ?? undefined,
    strict: typeof strict === "boolean" ? strict : undefined,
  });
  return defined({ type, function: facts, cache_control: cache_control ?? undefined });
}

function customOf(tool: Json, { name, upstream, namespace }: NamedTool, { names }: ReadTools): Json {
  const declaredAs = { name, custom: true, ...(upstream === name ? {} : { namespace: namespace as string }) };
  names.set(upstream, tool.nested === true ? { ...declaredAs, nested: true } : declaredAs);
  return customFunction(upstream, tool);
}

/** The first tool of a namespace, with the description of the namespace, which chats don't have. */
function firstOf({ name, description: about }: Json, tool: Json): Json {
  if (typeof about !== "string" || about === "") return tool;
  const { description } = tool;
  const texts = [`${String(name)}: ${about}`, ...(typeof description === "string" ? [description] : [])];
  return { ...tool, description: texts.join("\n\n") };
}

/** Tool choices for any or no tool; Anthropic and Mistral use "any". */
const MODES: ReadonlyMap<unknown, string> = new Map([
  ["none", "none"],
  ["auto", "auto"],
  ["required", "required"],
  ["any", "required"],
]);

function choiceOf(choice: unknown, tools: readonly Json[]): { choice?: unknown; only?: ReadonlySet<string> } {
  if (choice === undefined || choice === null) return {};
  const mode = MODES.get(isRecord(choice) ? choice.type : choice);
  if (mode === "required" && tools.length === 0) throw hosted("tool_choice", "required");
  if (mode) return { choice: mode };
  if (!isRecord(choice)) throw expected("tool_choice", '"none", "auto", "required", or a tool', choice);
  const type = String(choice.type);
  const named: Json = isRecord(choice[type]) ? { ...choice, ...choice[type] } : choice;
  if (type === "function" || type === "custom" || type === "tool") {
    const name = nameUpstream(stringAt(named.name, "tool_choice.name"), named.namespace);
    if (!tools.some((tool) => nameOf(tool) === name))
      throw new ApiError("invalid_request", `tool_choice: there is no tool "${name}" in tools`, {
        param: "tool_choice",
      });
    return { choice: { type: "function", function: { name } } };
  }
  if (type === "allowed_tools") {
    const allowed = objectsAt(named.tools, "tool_choice.tools").map(flat);
    const only = new Set(allowed.flatMap(({ name }) => (typeof name === "string" ? [name] : [])));
    if (named.mode === "required" && !tools.some((tool) => only.has(nameOf(tool))))
      throw hosted("tool_choice.tools", allowed.map(({ type }) => String(type)).join(", "));
    return { choice: named.mode === "required" ? "required" : "auto", only };
  }
  throw hosted("tool_choice", type);
}

function hosted(param: string, name: string): ApiError {
  const message = `${param}: the tool "${name}" runs at OpenAI and is not available here: send function or custom tools`;
  return new ApiError("invalid_request", message, { param, code: "unsupported_tool" });
}
