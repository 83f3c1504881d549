import { z } from "zod";

const Flag = z.enum(["0", "1", "true", "false"]).transform((v) => v === "1" || v === "true");
const HttpUrl = z
  .string()
  .refine((v) => /^https?:\/\/[^/]/.test(v) && URL.canParse(v), "a URL that starts with http:// or https://")
  .transform((v) => v.replace(/\/+$/, ""));
const whole = (min: number, max: number) =>
  z
    .string()
    .refine((v) => /^\d+$/.test(v) && Number(v) >= min && Number(v) <= max, `a whole number from ${min} to ${max}`)
    .transform(Number);

const GRACE_SECONDS = 5;

const Schema = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: HttpUrl.optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  DATA_DIR: z.string().default(".data"),
  GATEWAYZ_API_URL: HttpUrl.optional(),
  /** Whether this process serves pages beside the API. */
  WEB_APP: Flag.default(true),
  /** After SIGTERM: how long requests are still taken while /readyz says 503, and how long answers may then last. */
  DRAIN_GRACE_SECONDS: whole(0, 600).optional(),
  DRAIN_SECONDS: whole(0, 3_600).default(25),
  /** Whether a proxy in front sets X-Forwarded-*; ignored otherwise. */
  TRUST_PROXY: Flag.default(false),
  DATABASE_URL: z
    .string()
    .refine((v) => /^postgres(ql)?:\/\//.test(v), "a URL that starts with postgres:// or postgresql://")
    .optional(),
  REDIS_URL: z
    .string()
    .refine((v) => /^rediss?:\/\//.test(v), "a URL that starts with redis:// or rediss://")
    .optional(),
  KEY_PEPPER: z.string().min(32, "at least 32 characters").optional(),
  ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "64 hexadecimal digits: 32 bytes")
    .optional(),
  PRIVY_APP_ID: z.string().length(25, "exactly 25 characters").optional(),
  PRIVY_API_URL: HttpUrl.optional(),
  PRIVY_VERIFICATION_KEY: z
    .string()
    .refine((v) => v.includes("BEGIN PUBLIC KEY"), "a public key in PEM")
    .transform((v) => v.replaceAll("\\n", "\n"))
    .optional(),
  /** The explicit consent to another Privy address or key in production. */
  PRIVY_ALLOW_OVERRIDE: Flag.default(false),
  ADMIN_TOKEN: z.string().min(16, "at least 16 characters").optional(),
  /** What one key may ask a minute; an address may twice as much. */
  REQUESTS_PER_MINUTE: whole(1, 1_000_000_000).default(600),
  DEMO_GATEWAY: Flag.default(false),
  SYNC_INTERVAL_SECONDS: whole(0, 86_400).default(900),
  SYNC_ON_START: Flag.default(true),
  /** Traces, by OpenTelemetry's own names; none without an address or an exporter. */
  OTEL_EXPORTER_OTLP_ENDPOINT: HttpUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: HttpUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(["http/json"]).optional(),
  OTEL_TRACES_EXPORTER: z.enum(["otlp", "console", "none"]).optional(),
  OTEL_SERVICE_NAME: z.string().default("gatewayz"),
  OTEL_SDK_DISABLED: Flag.default(false),
});

/** The settings of this process, checked. Times in seconds where the name says so. */
export type Env = z.infer<typeof Schema> & {
  DRAIN_GRACE_SECONDS: number;
  /** All variables as given: adapters read their keys and base URLs from here. */
  raw: Readonly<Record<string, string | undefined>>;
};

/** A setting that cannot be used: the message names it, what was expected and what came. */
export class SettingError extends Error {}

/** Reads the environment; an empty value counts as unset. Throws a SettingError naming the first invalid one. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Schema.safeParse(given);
  if (parsed.success) {
    // Where there are several processes a balancer has to see first that this one ends.
    const grace = parsed.data.DRAIN_GRACE_SECONDS ?? (parsed.data.DATABASE_URL ? GRACE_SECONDS : 0);
    return checked({ ...parsed.data, DRAIN_GRACE_SECONDS: grace, raw: given });
  }
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  const secret = /TOKEN|KEY|SECRET|PEPPER|DATABASE|REDIS/.test(name);
  const expected = issue?.code === "invalid_value" ? `one of ${issue.values.join(", ")}` : issue?.message;
  throw new SettingError(`${name}: expected ${expected}${secret ? "" : `, got "${given[name]}"`}`);
}

/** One optional URL among the raw variables, without a slash at the end. Throws a SettingError when it is no URL. */
export function urlSetting(raw: Env["raw"], name: string): string | undefined {
  const value = raw[name];
  if (!value) return undefined;
  const parsed = HttpUrl.safeParse(value);
  if (!parsed.success) throw new SettingError(`${name}: expected ${parsed.error.issues[0]?.message}, got "${value}"`);
  return parsed.data;
}

/** What single settings cannot tell. */
function checked(env: Env): Env {
  if (env.DATABASE_URL && !(env.KEY_PEPPER && env.ENCRYPTION_KEY)) {
    const missing = env.KEY_PEPPER ? "ENCRYPTION_KEY" : "KEY_PEPPER";
    throw new SettingError(`${missing}: expected one, because DATABASE_URL is set and all processes must share it`);
  }
  if (!env.WEB_APP && env.GATEWAYZ_API_URL)
    throw new SettingError("WEB_APP: expected 1, because GATEWAYZ_API_URL is set: without pages nothing is left here");
  if (env.PRIVY_API_URL && env.raw.NODE_ENV === "production" && !env.PRIVY_ALLOW_OVERRIDE) {
    throw new SettingError(
      "PRIVY_API_URL: expected none in production, unless PRIVY_ALLOW_OVERRIDE=1 says that it is meant",
    );
  }
  return env;
}
