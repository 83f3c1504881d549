/** The displayed part of a JSON Schema. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
  security?: unknown[];
}

export interface OpenApi {
  info?: { title?: string; version?: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** Whether fetched data is an OpenAPI document; other missing parts are omitted on the page. */
export function isOpenApi(document: unknown): document is OpenApi {
  if (typeof document !== "object" || document === null || !("paths" in document)) return false;
  return typeof document.paths === "object" && document.paths !== null;
}

/** The last part of a reference: "Model" for "#/components/schemas/Model". */
export function refName(schema: Schema | undefined): string | null {
  return schema?.$ref?.split("/").at(-1) ?? null;
}

/** A field of a schema with its path: "offers[].pricing.prompt". */
interface Field {
  path: string;
  type: string;
  description: string;
}

/** All fields of a schema, each followed by its nested ones. */
export function fieldsOf(schema: Schema, prefix = ""): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const optional = !(schema.required ?? []).includes(name);
    const path = `${prefix}${name}`;
    const type = `${typeText(field)}${optional ? ", optional" : ""}`;
    const inner = innerOf(field);
    const below = inner ? fieldsOf(inner.schema, `${path}${inner.list ? "[]" : ""}.`) : [];
    return [{ path, type, description: field.description ?? "" }, ...below];
  });
}

/** A type in words: "string or null", "list of objects", or its values. */
export function typeText(schema: Schema): string {
  if (schema.$ref) return refName(schema) ?? "object";
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeText))].join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `list of ${schema.items ? typeText(schema.items) : "anything"}`;
  return [schema.type ?? "anything"].flat().join(" or ");
}

function innerOf(schema: Schema): { schema: Schema; list: boolean } | null {
  if (schema.properties) return { schema, list: false };
  if (schema.items?.properties) return { schema: schema.items, list: true };
  return schema.anyOf?.map(innerOf).find((inner) => inner !== null) ?? null;
}
