import type { Slug } from "./rows/counts";

/** One page of a list before it is written: its rows, its envelope, and its next page. */
export interface Answer {
  rows: unknown[];
  /** The response body; `null` rows are what a broken gateway sends. */
  wrap: (rows: unknown[] | null) => unknown;
  headers?: Record<string, string>;
  /** Starts at 1. */
  page: number;
}

type Row = Record<string, unknown>;
type Answerer = (url: URL, rows: readonly unknown[], here: string) => Answer | null;

const bare = (rows: unknown[] | null) => rows;
const data = (rows: unknown[] | null) => ({ data: rows });
const list = (rows: unknown[] | null) => ({ object: "list", data: rows });
const models = (rows: unknown[] | null) => ({ models: rows });

/** The whole list at one path. */
const whole =
  (path: string, wrap: Answer["wrap"], change: (row: Row, url: URL) => Row = (row) => row): Answerer =>
  (url, rows) =>
    url.pathname === path ? { rows: rows.map((row) => change(row as Row, url)), wrap, page: 1 } : null;

const without = (row: Row, name: string) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

const openrouter: Answerer = (url, rows, here) => {
  if (url.pathname !== "/api/v1/models") return null;
  const asked = url.searchParams.get("output_modalities") ?? "text";
  const shown = asked === "all" ? rows : rows.filter((row) => outputsOf(row).includes(asked));
  if (!url.searchParams.has("limit") && !url.searchParams.has("offset"))
    return { rows: [...shown], wrap: data, page: 1 };
  const limit = Math.min(1000, numberIn(url, "limit") || 1000);
  const offset = numberIn(url, "offset");
  const query = new URLSearchParams({ output_modalities: asked, limit: String(limit), offset: String(offset + limit) });
  const next = offset + limit < shown.length ? `${here}/api/v1/models?${query}` : null;
  const wrap = (part: unknown[] | null) => ({ data: part, total_count: shown.length, links: { next } });
  return { rows: shown.slice(offset, offset + limit), wrap, page: 1 + Math.floor(offset / limit) };
};

/** The hub: a cursor in the Link header, at most 1,000 rows, only the expanded fields; ignores `offset`. */
const hub: Answerer = (url, rows, here) => {
  if (url.pathname === "/v1/models") return { rows: rows.flatMap(routerRow), wrap: list, page: 1 };
  if (url.pathname !== "/api/models") return null;
  const limit = Math.min(1000, numberIn(url, "limit") || 1000);
  const start = numberFrom(Buffer.from(url.searchParams.get("cursor") ?? "", "base64url").toString());
  const expand = url.searchParams.getAll("expand[]").concat(url.searchParams.getAll("expand"));
  const fields = new Set(["_id", "id", ...expand]);
  const shown = rows.slice(start, start + limit);
  const part = expand.length === 0 ? shown : shown.map((row) => pick(row, fields));
  const next = new URL(`${here}/api/models${url.search}`);
  next.searchParams.set("cursor", Buffer.from(String(start + limit)).toString("base64url"));
  const headers = start + limit < rows.length ? { link: `<${next.href}>; rel="next"` } : {};
  return { rows: part, wrap: bare, headers, page: 1 + Math.floor(start / limit) };
};

/** The router's list of live conversational models. */
function routerRow(row: unknown): Row[] {
  const { id, createdAt, inferenceProviderMapping } = row as Row;
  const mappings = Array.isArray(inferenceProviderMapping) ? (inferenceProviderMapping as Row[]) : [];
  const providers = mappings.filter((m) => m.status === "live" && m.task === "conversational");
  if (providers.length === 0) return [];
  const created = Math.floor(Date.parse(String(createdAt)) / 1000);
  return [{ id, object: "model", created, providers: providers.map(({ provider, status }) => ({ provider, status })) }];
}

/** Google's and Fireworks' page tokens. */
function tokenPage(url: URL, rows: readonly unknown[], cap: number) {
  const size = Math.min(cap, numberIn(url, "pageSize") || 50);
  const start = numberFrom(Buffer.from(url.searchParams.get("pageToken") ?? "", "base64").toString());
  const more = start + size < rows.length;
  const token = more ? Buffer.from(String(start + size)).toString("base64") : "";
  return { rows: rows.slice(start, start + size), token, page: 1 + Math.floor(start / size) };
}

const google: Answerer = (url, all) => {
  if (url.pathname !== "/v1beta/models") return null;
  const { rows, token, page } = tokenPage(url, all, 1000);
  return { rows, page, wrap: (part) => ({ models: part, ...(token ? { nextPageToken: token } : {}) }) };
};

const fireworks: Answerer = (url, all) => {
  if (url.pathname === "/inference/v1/models") return { rows: all.map(inferenceRow), wrap: list, page: 1 };
  if (url.pathname !== "/v1/accounts/fireworks/models") return null;
  const { rows, token, page } = tokenPage(url, all, 200);
  return { rows, page, wrap: (part) => ({ models: part, nextPageToken: token, totalSize: all.length }) };
};

/** A model in Fireworks' OpenAI-compatible list. */
function inferenceRow(row: unknown): Row {
  const { name, kind, createTime, contextLength, supportsTools, supportsImageInput } = row as Row;
  return {
    id: name,
    object: "model",
    owned_by: "fireworks",
    created: Math.floor(Date.parse(String(createTime)) / 1000),
    kind,
    supports_chat: kind === "HF_BASE_MODEL",
    supports_image_input: supportsImageInput,
    supports_tools: supportsTools,
    context_length: contextLength,
  };
}

/** Each gateway's response per path; null when it has none. `here` is its base URL. */
export const ANSWERS: Record<Slug, Answerer> = {
  openrouter,
  deepinfra: whole("/models/list", bare),
  chutes: whole("/v1/models", list),
  huggingface: hub,
  together: whole("/v1/models", bare),
  google,
  fireworks,
  xai: whole("/v1/language-models", models),
  nebius: whole("/v1/models", list, (row, url) =>
    url.searchParams.get("verbose") === "true" ? row : without(row, "pricing"),
  ),
  groq: whole("/openai/v1/models", list),
  cerebras: whole("/public/v1/models", list),
  novita: whole("/v3/openai/models", data),
};

function outputsOf(row: unknown): string[] {
  const { architecture } = row as { architecture?: { output_modalities?: string[] } };
  return architecture?.output_modalities ?? ["text"];
}

function pick(row: unknown, fields: ReadonlySet<string>): unknown {
  if (typeof row !== "object" || row === null) return row;
  return Object.fromEntries(Object.entries(row).filter(([key]) => fields.has(key)));
}

function numberIn(url: URL, name: string): number {
  return numberFrom(url.searchParams.get(name) ?? "");
}

function numberFrom(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : 0;
}
