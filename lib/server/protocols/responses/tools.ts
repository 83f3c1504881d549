import { ApiError } from "@/lib/contract/error";
import { defined, expected, isObject, type Json, objectsAt, stringAt } from "../json";
import { customFunction, nameUpstream, type ToolName, type ToolNames } from "../request";
import { TOOL_SEARCH } from "./items";

interface Tools {
  tools?: Json[] | undefined;
  tool_choice?: unknown;
  parallel_tool_calls?: boolean | undefined;
  names: ToolNames;
}

/** Converts a request's tools. Tools hosted by OpenAI are omitted and named in `ignored`; forcing one is a 400. */
export function readTools(body: Json, ignored: string[]): Tools {
  const names = new Map<string, ToolName>();
  const declared = body.tools === undefined || body.tools === null ? [] : objectsAt(body.tools, "tools");
  const byName = new Map<string, Json>();
  for (const [at, tool] of declared.entries())
    for (const one of toolOf(tool, `tools[${at}]`, names, ignored)) byName.set(nameOf(one), one);
  const tools = [...byName.values()];
  const { choice, only } = choiceOf(body.tool_choice, tools);
  const offered = only ? tools.filter((tool) => only.has(nameOf(tool))) : tools;
  if (offered.length === 0) return { names };
  const parallel = body.parallel_tool_calls;
  return {
    tools: offered,
    ...(choice === undefined ? {} : { tool_choice: choice }),
    ...(typeof parallel === "boolean" ? { parallel_tool_calls: parallel } : {}),
    names,
  };
}

const nameOf = (tool: Json) => (tool.function as { name: string }).name;

function toolOf(tool: Json, path: string, names: Map<string, ToolName>, ignored: string[], namespace?: string): Json[] {
  const { type } = tool;
  if (type === "function") {
    const { description, parameters, strict } = tool;
    const name = stringAt(tool.name, `${path}.name`);
    const upstream = nameUpstream(name, namespace);
    if (upstream !== name) names.set(upstream, { name, namespace: namespace as string, custom: false });
    const facts = defined({
      name: upstream,
      description: description ?? undefined,
      parameters: parameters ?? undefined,
      strict: typeof strict === "boolean" ? strict : undefined,
    });
    return [{ type: "function", function: facts }];
  }
  if (type === "custom") {
    const name = stringAt(tool.name, `${path}.name`);
    const upstream = nameUpstream(name, namespace);
    names.set(upstream, { name, ...(upstream === name ? {} : { namespace: namespace as string }), custom: true });
    return [
      customFunction(upstream, typeof tool.description === "string" ? tool.description : "", grammarOf(tool.format)),
    ];
  }
  if (type === TOOL_SEARCH && tool.execution === "client") {
    names.set(TOOL_SEARCH, { name: TOOL_SEARCH, custom: false, search: true });
    const { description, parameters } = tool;
    const facts = { name: TOOL_SEARCH, description: description ?? undefined, parameters: parameters ?? undefined };
    return [{ type: "function", function: defined(facts) }];
  }
  if (type === "namespace" && Array.isArray(tool.tools))
    return objectsAt(tool.tools, `${path}.tools`).flatMap((inner, at) =>
      toolOf(inner, `${path}.tools[${at}]`, names, ignored, stringAt(tool.name, `${path}.name`)),
    );
  ignored.push(`tools.${stringAt(type, `${path}.type`).slice(0, 60)}`);
  return [];
}

/** Describes a grammar's constraints on the input, for models that can't enforce it. */
function grammarOf(format: unknown): string {
  if (!isObject(format) || format.type !== "grammar") return "";
  return `The input must match this ${String(format.syntax)} grammar:\n${String(format.definition)}`;
}

function choiceOf(choice: unknown, tools: readonly Json[]): { choice?: unknown; only?: ReadonlySet<string> } {
  if (choice === undefined || choice === null) return {};
  if (choice === "none" || choice === "auto") return { choice };
  if (choice === "required") {
    if (tools.length > 0) return { choice };
    throw hosted("tool_choice", "required");
  }
  if (!isObject(choice)) throw expected("tool_choice", '"none", "auto", "required", or a tool', choice);
  if (choice.type === "function" || choice.type === "custom") {
    const name = nameUpstream(stringAt(choice.name, "tool_choice.name"), choice.namespace);
    if (!tools.some((tool) => nameOf(tool) === name))
      throw new ApiError("invalid_request", `tool_choice: there is no tool "${name}" in tools`, {
        param: "tool_choice",
      });
    return { choice: { type: "function", function: { name } } };
  }
  if (choice.type === "allowed_tools") {
    const allowed = objectsAt(choice.tools, "tool_choice.tools");
    const only = new Set(allowed.flatMap(({ name }) => (typeof name === "string" ? [name] : [])));
    if (choice.mode === "required" && !tools.some((tool) => only.has(nameOf(tool))))
      throw hosted("tool_choice.tools", allowed.map(({ type }) => String(type)).join(", "));
    return { choice: choice.mode === "required" ? "required" : "auto", only };
  }
  throw hosted("tool_choice", String(choice.type));
}

function hosted(param: string, name: string): ApiError {
  const message = `${param}: the tool "${name}" runs at OpenAI and is not available here: send function or custom tools`;
  return new ApiError("invalid_request", message, { param, code: "unsupported_tool" });
}
