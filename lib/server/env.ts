import { existsSync } from "node:fs";
import { z } from "zod";
import {
  cleanSetting,
  Flag,
  HeaderSecret,
  HttpUrl,
  hasCredentials,
  PlainHttpUrl,
  PostgresUrl,
  PublicKeyPem,
  RedisUrl,
  SettingError,
  whole,
} from "./setting";

export { SettingError } from "./setting";

const GRACE_SECONDS = 5;
/** Bytes. */
export const MEGABYTE = 1_000_000;

const Schema = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: PlainHttpUrl.optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  DATA_DIR: z.string().default(".data"),
  GATEWAYZ_API_URL: PlainHttpUrl.optional(),
  /** Whether this process serves pages in addition to the API. */
  WEB_APP: Flag.default(true),
  /** After SIGTERM: how long /readyz returns 503 first, and how long answers may take after that. */
  DRAIN_GRACE_SECONDS: whole(0, 600).optional(),
  DRAIN_SECONDS: whole(0, 3_600).default(25),
  /** The number of proxies that set X-Forwarded-*; 0 ignores the headers. */
  TRUST_PROXY: z
    .string()
    .transform((v) => ({ true: "1", false: "0" })[v] ?? v)
    .pipe(whole(0, 10))
    .default(0),
  DATABASE_URL: PostgresUrl.optional(),
  REDIS_URL: RedisUrl.optional(),
  KEY_PEPPER: z.string().min(32, "at least 32 characters").optional(),
  ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "64 hexadecimal digits: 32 bytes")
    .optional(),
  PRIVY_APP_ID: z.string().length(25, "exactly 25 characters").optional(),
  PRIVY_API_URL: PlainHttpUrl.optional(),
  PRIVY_VERIFICATION_KEY: PublicKeyPem.optional(),
  /** Explicit consent to another Privy URL or key in production. */
  PRIVY_ALLOW_OVERRIDE: Flag.default(false),
  ADMIN_TOKEN: HeaderSecret.optional(),
  /** A token for /metrics in addition to ADMIN_TOKEN, and whether /metrics is public. */
  METRICS_TOKEN: HeaderSecret.optional(),
  METRICS_PUBLIC: Flag.default(false),
  /** Timeouts, in seconds. */
  CONNECT_TIMEOUT_SECONDS: whole(1, 600).default(10),
  ANSWER_TIMEOUT_SECONDS: whole(1, 86_400).default(590),
  CHAT_TIMEOUT_SECONDS: whole(1, 86_400).default(595),
  STREAM_IDLE_TIMEOUT_SECONDS: whole(1, 86_400).default(120),
  STREAM_TIMEOUT_SECONDS: whole(1, 86_400).default(1_800),
  SYNC_TIMEOUT_SECONDS: whole(1, 3_600).default(70),
  UPLOAD_TIMEOUT_SECONDS: whole(1, 3_600).default(300),
  KEEP_ALIVE_SECONDS: whole(1, 3_600).default(75),
  /** Requests per minute per key; twice as many per address. */
  REQUESTS_PER_MINUTE: whole(1, 1_000_000_000).default(600),
  /** How long a client may read nothing of a pending response before its connection is closed. */
  STALLED_CLIENT_SECONDS: whole(1, 3_600).default(60),
  /** Rendered pages, and rows of rendered lists, per minute and address. */
  PAGES_PER_MINUTE: whole(1, 1_000_000_000).default(600),
  LIST_ROWS_PER_MINUTE: whole(1, 1_000_000_000).default(500_000),
  /** Changes to conversations per minute and account. */
  CONVERSATION_WRITES_PER_MINUTE: whole(1, 1_000_000_000).default(300),
  /** Size limits of a conversation, of all conversations of an account, and of an answer, in MB (10^6 bytes). */
  CONVERSATION_MEGABYTES: whole(1, 1_000).default(50),
  ACCOUNT_MEGABYTES: whole(1, 1_000_000).default(500),
  ANSWER_MEGABYTES: whole(1, 100).default(4),
  /** Size limit of all stored responses of an account, in MB. */
  RESPONSES_MEGABYTES: whole(1, 1_000_000).default(200),
  /** Days that usage rows and deleted conversations are kept; 0 for no limit. */
  USAGE_RETENTION_DAYS: whole(0, 36_500).default(400),
  DELETED_RETENTION_DAYS: whole(0, 36_500).default(30),
  DEMO_GATEWAY: Flag.default(false),
  /** Whether fields that cost extra at a gateway are also sent with the operator's keys. */
  ALLOW_COSTLY_FIELDS: Flag.default(false),
  SYNC_INTERVAL_SECONDS: whole(0, 86_400).default(900),
  SYNC_ON_START: Flag.default(true),
  /** Whether models.dev is read as a reference, and its URL. */
  REFERENCE: Flag.default(true),
  REFERENCE_URL: HttpUrl.default("https://models.dev/api.json"),
  /** OpenTelemetry's own variables; tracing is off without an endpoint or exporter. */
  OTEL_EXPORTER_OTLP_ENDPOINT: PlainHttpUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: PlainHttpUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(["http/json"]).optional(),
  OTEL_TRACES_EXPORTER: z.enum(["otlp", "console", "none"]).optional(),
  OTEL_SERVICE_NAME: z.string().default("gatewayz"),
  OTEL_SDK_DISABLED: Flag.default(false),
});

/** The names of all settings that are validated at startup. */
export const SETTINGS: readonly string[] = Object.keys(Schema.shape);

/** The validated settings of this process. Times are in seconds if the name ends in SECONDS. */
export type Env = z.infer<typeof Schema> & {
  DRAIN_GRACE_SECONDS: number;
  /** All variables as given: adapters read their keys and base URLs from here. */
  raw: Readonly<Record<string, string | undefined>>;
};

/** Parses the environment; an empty value counts as unset. Throws a SettingError for an invalid one. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) {
    const clean = value === undefined ? "" : Object.hasOwn(Schema.shape, name) ? cleanSetting(name, value) : value;
    if (clean !== "") values[name] = clean;
  }
  const parsed = Schema.safeParse(values);
  if (parsed.success) {
    // With several processes, the load balancer must notice first that this one is about to stop.
    const grace = parsed.data.DRAIN_GRACE_SECONDS ?? (parsed.data.DATABASE_URL ? GRACE_SECONDS : 0);
    return checked({ ...parsed.data, DRAIN_GRACE_SECONDS: grace, raw: values });
  }
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  const expected = issue?.code === "invalid_value" ? `one of ${issue.values.join(", ")}` : issue?.message;
  throw new SettingError(`${name}: expected ${expected}${shown(name, values[name])}`);
}

/** The environment, then `.env`. Pages see the same values. Throws a SettingError. */
export function readSettings(): Env {
  if (existsSync(".env")) {
    try {
      process.loadEnvFile(".env");
    } catch (error) {
      throw new SettingError(`.env: expected a file that can be read, got ${(error as NodeJS.ErrnoException).code}`);
    }
  }
  // Next would read more .env files, for pages only.
  process.env.__NEXT_PROCESSED_ENV = "true";
  const env = parseEnv(process.env);
  for (const name of SETTINGS) {
    const value = env.raw[name];
    if (value !== undefined) process.env[name] = value;
    else delete process.env[name];
  }
  return env;
}

/** A raw variable without surrounding white space. Throws a SettingError if it is quoted. */
export function textSetting(raw: Env["raw"], name: string): string | undefined {
  return cleanSetting(name, raw[name] ?? "") || undefined;
}

/** An optional URL in a raw variable, without a trailing slash. Throws a SettingError if it is invalid. */
export function urlSetting(raw: Env["raw"], name: string): string | undefined {
  const value = textSetting(raw, name);
  if (!value) return undefined;
  const parsed = HttpUrl.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SettingError(`${name}: expected ${parsed.error.issues[0]?.message}${shown(name, value)}`);
}

/** The value for an error message, unless it is or may contain a secret. */
function shown(name: string, value: string | undefined): string {
  const secret = /TOKEN|KEY|SECRET|PEPPER|DATABASE|REDIS/.test(name);
  return secret || !value || /[@?#]/.test(value) || hasCredentials(value) ? "" : `, got "${value}"`;
}

function checked(env: Env): Env {
  if (env.DATABASE_URL && !(env.KEY_PEPPER && env.ENCRYPTION_KEY)) {
    const missing = env.KEY_PEPPER ? "ENCRYPTION_KEY" : "KEY_PEPPER";
    throw new SettingError(`${missing}: expected one, because DATABASE_URL is set and all processes must share it`);
  }
  if (!env.WEB_APP && env.GATEWAYZ_API_URL)
    throw new SettingError(
      "WEB_APP: expected 1, because GATEWAYZ_API_URL is set: without pages, this process would serve nothing",
    );
  if (env.PRIVY_API_URL && env.raw.NODE_ENV === "production" && !env.PRIVY_ALLOW_OVERRIDE) {
    throw new SettingError(
      "PRIVY_API_URL: expected none in production, unless PRIVY_ALLOW_OVERRIDE=1 says that it is meant",
    );
  }
  return env;
}
