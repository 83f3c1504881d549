import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { OpenApi } from "@/components/docs/open-api";
import { exampleBody } from "@/components/docs/request-code";
import { type Harness, startHarness } from "./harness";

type Operation = Record<string, unknown> & { parameters?: { name: string }[]; responses?: Record<string, unknown> };
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

/** The paths as they were when their description was written by hand, without summaries and descriptions. */
const BEFORE = JSON.parse(readFileSync(new URL("openapi-before.json", import.meta.url), "utf8")) as Document["paths"];
/** Intended differences; a new route is a line here. */
const DIFFERENCES = [
  // New routes, and those that were not described.
  "+ DELETE /v1/chat/sessions/{id}/messages/{message}",
  "+ DELETE /v1/presets/{id}",
  "+ GET /v1/chat/sessions: parameter tag",
  "+ GET /v1/chat/tags",
  "+ GET /v1/presets",
  "+ GET /v1/presets/{id}",
  "+ PATCH /v1/presets/{id}",
  "+ POST /v1/chat/import",
  "+ POST /v1/presets",
  "+ GET /v1/chat/shared/{token}",
  "+ GET /v1/chat/stats",
  "+ POST /v1/completions",
  "+ POST /v1/embeddings",
  "+ POST /v1/reports",
  "+ POST /v1/responses/compact",
  "+ POST /v1/responses/input_tokens",
  "+ PUT /v1/chat/sessions/{id}",
  // Fields that were only described in a sentence, or not at all.
  "+ GET /v1/chat/sessions/{id}/events: parameter after",
  "+ GET /v1/chat/sessions/{id}/events: parameter message",
  "+ GET /v1/chat/sessions/{id}/export: parameter format",
  "+ GET /v1/chat/sessions: parameter limit",
  "+ GET /v1/chat/sessions: parameter offset",
  "+ GET /v1/responses/{id}/input_items: parameter after",
  "+ GET /v1/responses/{id}/input_items: parameter limit",
  "+ GET /v1/responses/{id}/input_items: parameter order",
  "+ POST /v1/chat/search: requestBody",
  "+ POST /v1/chat/sessions/{id}/stop: requestBody",
  "~ GET /v1/changes: parameter before",
  "~ GET /v1/chat/sessions/{id}: parameter after",
  "~ GET /v1/chat/sessions/{id}: parameter before",
  "~ GET /v1/chat/sessions/{id}: parameter limit",
  "~ GET /v1/export: parameter format",
  // Without an ID there is no call, as with a wrong one.
  "~ GET /v1/generation: parameter id",
  // A key's lists of models and gateways.
  "+ POST /v1/chat/completions: answer 403",
  "+ POST /v1/messages: answer 403",
  "+ POST /v1/responses: answer 403",
  // Rows of lists count.
  "+ GET /v1/models: answer 429",
  // The type of a constant is named beside it.
  "~ DELETE /v1/account: answer 200",
  "~ DELETE /v1/keys/{id}: answer 200",
  "~ POST /auth/local: answer 200",
  "~ POST /v1/account/sign-out: answer 200",
  "~ POST /v1/chat/sessions/{id}/share: requestBody",
];

let harness: Harness;
let document: Document;
beforeAll(async () => {
  harness = await startHarness();
  document = await harness.json<Document>("/openapi.json");
});
afterAll(() => harness.stop());

/** All facts of the operations, each by a line that names it. */
function factsOf(paths: Document["paths"]): Map<string, string> {
  const facts = new Map<string, string>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { summary: _, description: __, parameters = [], responses = {}, ...rest }] of Object.entries(
      methods,
    )) {
      const name = `${method.toUpperCase()} ${path}`;
      const note = (what: string, fact: unknown) => facts.set(name + what, JSON.stringify(sorted(fact)));
      note("", true);
      for (const [key, fact] of Object.entries(rest)) note(`: ${key}`, fact);
      for (const parameter of parameters) note(`: parameter ${parameter.name}`, parameter);
      for (const [status, answer] of Object.entries(responses)) note(`: answer ${status}`, answer);
    }
  }
  return facts;
}

/** The same without texts, keys in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, text]) => !/^(?:summary|description)$/.test(key) || typeof text !== "string",
  );
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

describe("GET /openapi.json", () => {
  it("accepts the example body of each operation in the API reference", () => {
    const text = JSON.stringify(document).replaceAll("#/components/schemas/", "#/$defs/");
    // Zod compiles patterns without the flag that \p{…} needs.
    const { paths, components } = JSON.parse(text, (key, value) =>
      key === "pattern" && String(value).includes("\\p{") ? undefined : value,
    ) as OpenApi & { components: { schemas: Record<string, z.core.JSONSchema.JSONSchema> } };
    const refused = Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap((operation) => {
        const body = exampleBody(operation);
        if (body === null) return [];
        const schema = operation.requestBody?.content?.["application/json"]?.schema as z.core.JSONSchema.JSONSchema;
        const { error } = z.fromJSONSchema({ ...schema, $defs: components.schemas }).safeParse(JSON.parse(body));
        return error ? [`${operation.operationId}: ${z.prettifyError(error)}`] : [];
      });
    expect(refused).toEqual([]);
  });

  it("describes every route as before, except for listed differences", () => {
    const [before, now] = [factsOf(BEFORE), factsOf(document.paths)];
    const added = [...now.keys()].filter((fact) => !before.has(fact));
    const whole = added.filter((fact) => !fact.includes(":"));
    const differences = [
      ...[...before.keys()].filter((fact) => !now.has(fact)).map((fact) => `- ${fact}`),
      ...added.filter((fact) => !whole.some((one) => fact.startsWith(`${one}:`))).map((fact) => `+ ${fact}`),
      ...[...now].filter(([fact, text]) => before.has(fact) && before.get(fact) !== text).map(([fact]) => `~ ${fact}`),
    ];
    expect(differences.sort()).toEqual([...DIFFERENCES].sort());
  });

  it("describes every route that clients may use", () => {
    const described = new Set([...factsOf(document.paths).keys()].filter((fact) => !fact.includes(":")));
    const routes = harness.routes.flatMap(({ method, path }) => {
      if (method === "ALL" || !/^\/(?:v1|auth)/.test(path)) return [];
      return `${method} ${path.replace(/:(\w+)(?:\{[^}]*\})?/g, "{$1}")}`;
    });
    expect(routes).toContain("POST /v1/chat/sessions");
    expect(routes.filter((route) => !described.has(route))).toEqual([]);
  });

  it("has every schema that it refers to", () => {
    expect(document.openapi).toBe("3.1.0");
    const references = JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g);
    const names = new Set([...references].map(([, name = ""]) => name));
    expect(names).toContain("Model");
    for (const name of names) expect(document.components.schemas).toHaveProperty(name);
  });
});
