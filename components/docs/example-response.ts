import { lookup } from "@/lib/contract/lookup";
import type { OpenApi, Operation, Schema } from "./open-api";
import { refName } from "./open-api";

/** Deeper objects are omitted from an example. */
const MAX_DEPTH = 4;
/** Further fields of an object are omitted from an example. */
const MAX_FIELDS = 14;

/** Example values by field name, for schemas without an example. */
const VALUES: Readonly<Record<string, unknown>> = lookup({
  id: "openai/gpt-oss-120b",
  model: "openai/gpt-oss-120b",
  canonical_slug: "openai/gpt-oss-120b",
  native_id: "openai/gpt-oss-120b",
  name: "gpt-oss 120B",
  owned_by: "openai",
  provider_slug: "openai",
  gateway: "groq",
  source_gateway: "groq",
  slug: "groq",
  title: "Prices",
  content: "Hello! How can I help?",
  text: "Hello! How can I help?",
  context_length: 131_072,
  max_output_length: 65_536,
  prompt: "0.00000015",
  completion: "0.0000006",
  prompt_tokens: 14,
  completion_tokens: 93,
  total_tokens: 107,
  cost_usd: 0.00005,
  created: 1_754_352_000,
  finish_reason: "stop",
  role: "assistant",
  state: "active",
  requests: 187,
  total: 212,
});

/** An example of a successful JSON response, from its schema; null if it has none. */
export function exampleResponse({ components }: OpenApi, { responses = {} }: Operation) {
  const [status = "200", response] = Object.entries(responses).find(([code]) => code.startsWith("2")) ?? [];
  const schema = response?.content?.["application/json"]?.schema;
  if (!schema) return null;
  const value = exampleOf(schema, "", components?.schemas ?? {}, 0);
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return null;
  return { status, code: JSON.stringify(value, null, 2) };
}

function exampleOf(schema: Schema, name: string, all: Readonly<Record<string, Schema>>, depth: number): unknown {
  const { examples, const: fixed, default: fallback, enum: values, anyOf, type, items, properties } = schema;
  const named = refName(schema);
  if (named) return depth < MAX_DEPTH && all[named] ? exampleOf(all[named], name, all, depth) : {};
  if (examples?.[0] !== undefined) return examples[0];
  if (fixed !== undefined) return fixed;
  const kind = [type ?? []].flat().find((name) => name !== "null");
  const example = VALUES[name];
  if (
    example !== undefined &&
    (kind === undefined || kind === "integer" ? Number.isInteger(example) : typeof example === kind)
  )
    return example;
  if (values) return values[0];
  if (fallback !== undefined) return fallback;
  const branch = anyOf?.find((schema) => schema.type !== "null");
  if (branch) return exampleOf(branch, name, all, depth);
  if (kind === "array") return items && depth < MAX_DEPTH ? [exampleOf(items, name, all, depth + 1)] : [];
  if (properties) return depth < MAX_DEPTH ? objectOf(schema, all, depth) : {};
  if (kind === "boolean") return true;
  if (kind === "integer" || kind === "number") return 1;
  if (kind === "object") return {};
  return /_at$|^at$|since/.test(name) ? "2026-09-23T12:00:00.000Z" : "…";
}

/** An object with its required fields, up to the maximum. */
function objectOf({ properties = {}, required }: Schema, all: Readonly<Record<string, Schema>>, depth: number) {
  const names = Object.keys(properties).filter((field) => !required || required.includes(field));
  return Object.fromEntries(
    names.slice(0, MAX_FIELDS).map((field) => [field, exampleOf(properties[field] ?? {}, field, all, depth + 1)]),
  );
}
