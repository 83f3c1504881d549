import type { MiddlewareHandler } from "hono";
import { uniqueSymbol } from "hono-openapi";
import { z } from "zod";
import { ErrorBody } from "@/lib/contract/error";
import { itemOf } from "@/lib/contract/list-of";
import { inTurnOf } from "@/lib/net/turns";
import type { Vars } from "../middleware/observe";
import { readJson } from "./body";
import { heldBodies } from "./body-room";
import { SCHEMAS, SENT } from "./openapi-schemas";
import { checked, requestError } from "./parse";

/** Who may call a route, for `security`: a key of this server, or the operator's token. */
export const KEY = [{ key: [] }];
export const ADMIN = [{ admin: [] }];

/** Why a call without a valid key fails, for `errors`. */
export const NO_KEY = { 401: "No valid key." };

const SMALL_BYTES = 200_000;
const NAMES = new Map<z.ZodType, string>(Object.entries(SCHEMAS).map(([name, schema]) => [schema, name]));

/** A JSON answer by its schema. */
export function json(schema: z.ZodType, description: string) {
  return { description, content: contentOf(schema) };
}

/** An answer that says that something is done: a field that is true. */
export function done(description: string, field: string) {
  return json(z.object({ [field]: z.literal(true) }), description);
}

/** Error answers: why, by status. */
export function errors(reasons: Readonly<Record<number, string>>) {
  return Object.fromEntries(Object.entries(reasons).map(([status, why]) => [status, json(ErrorBody, why)]));
}

/** A JSON body that a route reads in its own way: some of its fields, all of them needed but for the `optional`. */
export function bodyLike(description: string, required: Record<string, object>, optional: Record<string, object> = {}) {
  const schema = { type: "object" as const, properties: { ...required, ...optional }, required: Object.keys(required) };
  return { required: true, description, content: { "application/json": { schema } } };
}

/** How a body is read. */
interface BodyOptions {
  mostBytes?: number;
  /** What an error says that it should be. */
  expected?: string;
  /** No body is an empty object. */
  optional?: boolean;
}

/** Reads and checks a JSON body, as `c.req.valid("json")`, and describes it. Answers 400 or 413 for any other. */
export function body<S extends z.ZodType>(
  schema: S,
  { mostBytes = SMALL_BYTES, expected = "what GET /openapi.json describes", optional = false }: BodyOptions = {},
): MiddlewareHandler<Vars, string, { in: { json: z.input<S> }; out: { json: z.output<S> } }> {
  return described(
    { requestBody: { ...(optional ? {} : { required: true }), content: contentOf(schema) } },
    async (c, next) => {
      const room = heldBodies.begin();
      try {
        const options = { take: room.add, ...(optional ? { empty: {} } : {}) };
        const sent = await readJson(c.req.raw, mostBytes, options);
        const read = await inTurnOf(sent as object, () => checked(schema, sent, expected));
        c.req.addValidatedData("json", read as object);
        await next();
      } finally {
        room.free();
      }
    },
  );
}

/** Reads and checks the query string, as `c.req.valid("query")`, and describes it. Answers 400 for any other. */
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

/** The parameters of a query string, described; for those that a route reads in its own way. */
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

/** A whole number in a query string; null, or the fallback, where there is none. */
export function wholeNumber(min: number, max: number): z.ZodType<number | null>;
export function wholeNumber(min: number, max: number, fallback: number): z.ZodType<number>;
export function wholeNumber(min: number, max: number, fallback: number | null = null): z.ZodType<number | null> {
  const open = max === Number.MAX_SAFE_INTEGER;
  const range = open ? `of at least ${min}` : `from ${min} to ${max}`;
  const read = z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined || text === "") return fallback;
      const value = Number(text);
      if (/^\d+$/.test(text) && value >= min && value <= max) return value;
      context.addIssue({ code: "custom", message: `expected a whole number ${range}, got "${text.slice(0, 80)}"` });
      return z.NEVER;
    });
  return read.meta({
    type: "integer",
    minimum: min,
    ...(open ? {} : { maximum: max }),
    ...(fallback === null ? {} : { default: fallback }),
  });
}

/** A schema as JSON Schema; the items of lists that end at the first wrong one are described too. */
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

/** The schemas that the document names, by their names. */
export function namedSchemas(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      name,
      describeSchema(schema, SENT.includes(name) ? "input" : "output"),
    ]),
  );
}

/** A JSON body by its schema, for `requestBody` and answers. */
export function contentOf(schema: z.ZodType) {
  const name = NAMES.get(schema);
  const shape = name ? { $ref: `#/components/schemas/${name}` } : inner(describeSchema(schema, "input"));
  return { "application/json": { schema: shape } };
}

/** A middleware with its part of the description of the route that it stands in. */
function described<M extends MiddlewareHandler<Vars, string, object>>(spec: object, middleware: M): M {
  return Object.assign(middleware, { [uniqueSymbol]: { spec } });
}

const inner = ({ $schema: _, ...schema }: { $schema?: string }) => schema;
