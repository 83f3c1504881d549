import type { MiddlewareHandler } from "hono";
import { uniqueSymbol } from "hono-openapi";
import { z } from "zod";
import { ErrorBody } from "@/lib/contract/error";
import { itemOf } from "@/lib/contract/list-of";
import { runQueuedIfLarge } from "@/lib/net/turns";
import type { Vars } from "../middleware/observe";
import { readJson } from "./body";
import { bodyMemory } from "./memory-budget";
import { SCHEMAS, SENT } from "./openapi-schemas";
import { checked, requestError } from "./parse";

/** The `security` of routes: a key of this server, or the operator's token. */
export const KEY = [{ key: [] }];
export const ADMIN = [{ admin: [] }];

/** Reasons for a 401, for `errors`. */
export const NO_KEY = { 401: "No valid key." };

/** The longest system prompt has 100,000 characters, of up to 6 bytes each where JSON escapes them. */
const DEFAULT_MAX_BYTES = 1_000_000;
const NAMES = new Map<z.ZodType, string>(Object.entries(SCHEMAS).map(([name, schema]) => [schema, name]));

/** A JSON response with its schema. */
export function jsonResponse(schema: z.ZodType, description: string) {
  return { description, content: contentOf(schema) };
}

/** A response whose only field is true. */
export function doneResponse(description: string, field: string) {
  return jsonResponse(z.object({ [field]: z.literal(true) }), description);
}

/** Error responses: descriptions by status. */
export function errorResponses(reasons: Readonly<Record<number, string>>) {
  return Object.fromEntries(Object.entries(reasons).map(([status, why]) => [status, jsonResponse(ErrorBody, why)]));
}

/** A JSON body that a route parses itself: some of its fields, all required except `optional`. */
export function bodyLike(description: string, required: Record<string, object>, optional: Record<string, object> = {}) {
  const schema = { type: "object" as const, properties: { ...required, ...optional }, required: Object.keys(required) };
  return { required: true, description, content: { "application/json": { schema } } };
}

interface BodyOptions {
  maxBytes?: number;
  /** The expected value, for error messages. */
  expected?: string;
  /** An absent body counts as an empty object. */
  optional?: boolean;
}

/** Reads and validates a JSON body, as `c.req.valid("json")`, and describes it. Responds with 400 or 413 if invalid. */
export function body<S extends z.ZodType>(
  schema: S,
  { maxBytes = DEFAULT_MAX_BYTES, expected = "what GET /openapi.json describes", optional = false }: BodyOptions = {},
): MiddlewareHandler<Vars, string, { in: { json: z.input<S> }; out: { json: z.output<S> } }> {
  return described(
    { requestBody: { ...(optional ? {} : { required: true }), content: contentOf(schema) } },
    async (c, next) => {
      const room = bodyMemory.begin();
      try {
        const options = { take: room.add, ...(optional ? { empty: {} } : {}) };
        const sent = await readJson(c.req.raw, maxBytes, options);
        const read = await runQueuedIfLarge(sent as object, () => checked(schema, sent, expected));
        c.req.addValidatedData("json", read as object);
        await next();
      } finally {
        room.release();
      }
    },
  );
}

/** Validates the query string, as `c.req.valid("query")`, and describes it. Responds with 400 if invalid. */
export function query<S extends z.ZodObject>(
  schema: S,
): MiddlewareHandler<Vars, string, { in: { query: z.input<S> }; out: { query: z.output<S> } }> {
  return described({ parameters: parametersOf(schema) }, async (c, next) => {
    const read = schema.safeParse(c.req.query());
    if (!read.success) throw requestError(read.error);
    c.req.addValidatedData("query", read.data);
    await next();
  });
}

/** Describes the parameters of a query string, for routes that parse it themselves. */
export function parametersOf(schema: z.ZodObject) {
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const { description, ...more } = field.meta() ?? {};
    const { description: _, ...shape } = inner(describeSchema(field, "input")) as { description?: string };
    return {
      name,
      in: "query",
      required: false,
      ...(description ? { description } : {}),
      schema: { ...shape, ...more } as object,
    };
  });
}

/** A parameter in the path. */
export function inPath(name: string, schema: object = { type: "string" }) {
  return { name, in: "path", required: true, schema };
}

/** An integer in a query string; null, or the fallback, when absent. */
export function wholeNumber(min: number, max: number): z.ZodType<number | null>;
export function wholeNumber(min: number, max: number, fallback: number): z.ZodType<number>;
export function wholeNumber(min: number, max: number, fallback: number | null = null): z.ZodType<number | null> {
  const open = max === Number.MAX_SAFE_INTEGER;
  const read = z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined || text === "") return fallback;
      const value = parseWholeNumber(text, min, max);
      if (typeof value === "number") return value;
      context.addIssue({ code: "custom", message: value });
      return z.NEVER;
    });
  return read.meta({
    type: "integer",
    minimum: min,
    ...(open ? {} : { maximum: max }),
    ...(fallback === null ? {} : { default: fallback }),
  });
}

/** An integer of at least `min` and, unless that is the largest one, at most `max`; otherwise the error's text. */
export function parseWholeNumber(text: string, min: number, max: number): number | string {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  return `expected a whole number ${range}, got "${text.slice(0, 80)}"`;
}

/** A schema as JSON Schema, including the items of lists whose validation stops at the first invalid one. */
function describeSchema(schema: z.ZodType, io: "input" | "output"): object {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const item = itemOf(zodSchema);
      if (item) Object.assign(jsonSchema, { type: "array", items: inner(describeSchema(item, io)) });
    },
  });
}

/** The named schemas of the OpenAPI document, by name. */
export function namedSchemas(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      name,
      describeSchema(schema, SENT.includes(name) ? "input" : "output"),
    ]),
  );
}

/** A JSON body with its schema, for `requestBody` and responses. */
export function contentOf(schema: z.ZodType) {
  const name = NAMES.get(schema);
  const shape = name ? { $ref: `#/components/schemas/${name}` } : inner(describeSchema(schema, "input"));
  return { "application/json": { schema: shape } };
}

/** A middleware with its part of its route's description. */
function described<M extends MiddlewareHandler<Vars, string, object>>(spec: object, middleware: M): M {
  return Object.assign(middleware, { [uniqueSymbol]: { spec } });
}

const inner = ({ $schema: _, ...schema }: { $schema?: string }) => schema;
