import { withoutSecrets } from "@/lib/net/secrets";

const MAX_MESSAGE_LENGTH = 500;
const MAX_DEPTH = 6;
/** Messages without information: other fields say more. */
const EMPTY_TALK =
  /^(provider returned error|bad request|error|internal( server)? error|invalid request|upstream error)\.?$/i;

interface ErrorBodyFacts {
  /** A message without HTML, internal addresses, paths, or keys; null when there is none. */
  message: string | null;
  /** Codes and types in addition to the message, in lower case, separated by spaces. */
  codes: string;
  /** A code that is an HTTP status. */
  status: number | null;
  /** The delay in Google's RetryInfo, in seconds. */
  retrySeconds: number | null;
}

/** Reads an error body: parsed JSON, or text that isn't JSON. */
export function readErrorBody(body: unknown): ErrorBodyFacts {
  const parts: ErrorParts = { messages: [], codes: [], status: null, retrySeconds: null };
  visit(body, parts, 0);
  const sentences = parts.messages.flatMap((text) => readable(text) ?? []);
  const message = sentences.find((text) => !EMPTY_TALK.test(text)) ?? sentences[0] ?? null;
  const { status, retrySeconds } = parts;
  return { message, codes: parts.codes.join(" ").toLowerCase(), status, retrySeconds };
}

interface ErrorParts {
  messages: string[];
  codes: string[];
  status: number | null;
  retrySeconds: number | null;
}

/** Visits the fields that may describe errors, most informative first. */
function visit(value: unknown, parts: ErrorParts, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (typeof value === "string") {
    const inner = parsed(value);
    if (inner) visit(inner, parts, depth + 1);
    else parts.messages.push(value);
    return;
  }
  if (Array.isArray(value)) {
    const sentences = value.flatMap((part) => (typeof part?.msg === "string" ? [placeOf(part.loc) + part.msg] : []));
    if (sentences.length > 0) parts.messages.push(sentences.join("; "));
    for (const part of value) if (typeof part?.type === "string") parts.codes.push(part.type);
    if (sentences.length === 0) visit(value[0], parts, depth + 1);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const fields = value as Record<string, unknown>;
  for (const name of ["code", "type", "status", "error_type", "reason"]) {
    const code = fields[name];
    const number = typeof code === "number" || (typeof code === "string" && /^\d{3}$/.test(code)) ? Number(code) : 0;
    if (number >= 400 && number < 600) parts.status ??= number;
    else if (typeof code === "string" && code.length < 100) parts.codes.push(code.replaceAll(" ", "_"));
  }
  const metadata = fields.metadata as Record<string, unknown> | null | undefined;
  if (typeof metadata === "object" && metadata !== null) visit(metadata.raw, parts, depth + 1);
  for (const name of ["error", "message", "detail", "msg", "errors"]) visit(fields[name], parts, depth + 1);
  if (typeof fields.reason === "string") parts.messages.push(fields.reason);
  if (Array.isArray(fields.details)) for (const part of fields.details) readDetail(part, parts);
}

/** The field that FastAPI's message is about, as a prefix of the message. */
function placeOf(loc: unknown): string {
  const path = Array.isArray(loc) ? loc.filter((step) => step !== "body").join(".") : "";
  return path === "" ? "" : `${path}: `;
}

function readDetail(detail: unknown, parts: ErrorParts): void {
  if (typeof detail !== "object" || detail === null) return;
  const { reason, retryDelay } = detail as Record<string, unknown>;
  if (typeof reason === "string") parts.codes.push(reason);
  const seconds = typeof retryDelay === "string" ? /^(\d+(?:\.\d+)?)s$/.exec(retryDelay)?.[1] : undefined;
  if (seconds !== undefined) parts.retrySeconds ??= Number(seconds);
}

function parsed(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function readable(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" || /^<[!a-z]/i.test(trimmed)
    ? null
    : withoutInternals(withoutSecrets(trimmed)).slice(0, MAX_MESSAGE_LENGTH);
}

const PRIVATE_HOST =
  "(?:localhost|(?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f:]+\\]|[\\w.-]+\\.(?:local|internal|svc|lan|cluster\\.local)|[\\w-]+(?=:\\d))";
const PRIVATE_URL = new RegExp(`\\b\\w+://${PRIVATE_HOST}(?::\\d+)?[^\\s"'<>)]*`, "gi");
const ADDRESS =
  /(?<![\w.])(?:(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?|localhost:\d+|[\w.-]+\.(?:local|internal|svc)(?::\d+)?)(?![\w])/gi;
const FILE_PATH = /(?<![\w/.:])\/(?:[\w@+.-]+\/)+[\w@+.-]*(?=$|[\s"'),:;])/g;
const SECRET = /\b(?:[sp]k(?=[-_])|gsk|xai|hf|tgp|fw|csk|cpk|nvapi|AIza)[-_]?[\w*.-]{12,}/g;
/** Paths of public APIs reveal nothing about internal machines. */
const PUBLIC_PATH = /^\/(?:v\d|api|openai|inference|chat|docs)\b/;

/** A message without details that only the gateway's operator should see. */
function withoutInternals(text: string): string {
  return text
    .replace(PRIVATE_URL, "[address]")
    .replace(ADDRESS, "[address]")
    .replace(FILE_PATH, (path) => (PUBLIC_PATH.test(path) ? path : "[path]"))
    .replace(SECRET, "[key]");
}
