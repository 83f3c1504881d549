import { describe, expect, it, vi } from "vitest";
import { acceptedEncoding } from "@/lib/net/encoding";
import { startSchedule } from "@/lib/server/catalog/schedule";
import { gatewayStatus } from "@/lib/server/catalog/status";
import { parseEnv, urlSetting } from "@/lib/server/env";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { providerSettings } from "@/lib/server/providers/settings";
import { startLine } from "@/lib/server/start-line";

describe("settings", () => {
  it("have defaults, and an empty value counts as unset", () => {
    expect(parseEnv({ PORT: "", HOST: "" })).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      DATA_DIR: ".data",
      SYNC_INTERVAL_SECONDS: 900,
      SYNC_ON_START: true,
    });
  });

  it.each([
    [{ PORT: "70000" }, 'PORT: expected a whole number from 0 to 65535, got "70000"'],
    [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL: expected one of silent, error, warn, info, debug, got "loud"'],
    [
      { PUBLIC_URL: "example.com" },
      'PUBLIC_URL: expected a URL that starts with http:// or https://, got "example.com"',
    ],
    [{ ADMIN_TOKEN: "short" }, "ADMIN_TOKEN: expected at least 16 characters"],
  ])("reject %o with a message that reveals no secret", (variables, sentence) => {
    expect(() => parseEnv(variables)).toThrow(new RegExp(`^${sentence.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`));
  });

  it("accept a base URL with a path, and remove its trailing slash", () => {
    expect(urlSetting({ X: "http://127.0.0.1:9/groq/" }, "X")).toBe("http://127.0.0.1:9/groq");
    expect(() => urlSetting({ X: "groq" }, "X")).toThrow("X: expected a URL");
  });
});

const SECRET = "hunter2-hunter2-hunter2-hunter2-x";
const PG = { KEY_PEPPER: SECRET, ENCRYPTION_KEY: "ab".repeat(32) };

describe("a setting as shells and files leave it", () => {
  const NAMES = ["ADMIN_TOKEN", "KEY_PEPPER", "METRICS_TOKEN"] as const;
  it.each(NAMES)("%s is trimmed", (name) => {
    for (const end of ["\n", "\r\n", " ", "\t\n"]) expect(parseEnv({ [name]: ` ${SECRET}${end}` })[name]).toBe(SECRET);
  });

  it.each([...NAMES, "ENCRYPTION_KEY", "DATABASE_URL", "REDIS_URL", "PORT", "DATA_DIR", "PUBLIC_URL", "LOG_LEVEL"])(
    "%s is rejected with quotes around it or at one end, and with a line break inside",
    (name) => {
      for (const value of [`"${SECRET}"`, `'${SECRET}'`, `"${SECRET}`, `${SECRET}'`, `${SECRET}\n${SECRET}`]) {
        const parse = () => parseEnv({ [name]: value });
        expect(parse).toThrow(new RegExp(`^${name}: expected`));
        expect(parse).not.toThrow(SECRET);
      }
    },
  );

  it("is rejected when it is a token that no header can have", () => {
    expect(() => parseEnv({ ADMIN_TOKEN: "ünïcödé-token-of-16" })).toThrow("ADMIN_TOKEN: expected printable ASCII");
  });

  it("is rejected with quotes and otherwise trimmed when it is a gateway's key or base URL", () => {
    const groq = PROVIDERS.find(({ slug }) => slug === "groq") as (typeof PROVIDERS)[number];
    const read = (raw: Record<string, string>) => providerSettings(groq, { raw });
    expect(() => read({ GROQ_API_KEY: '"gsk"' })).toThrow("GROQ_API_KEY: expected a value without quotes");
    expect(() => read({ GROQ_BASE_URL: "'http://h'" })).toThrow("GROQ_BASE_URL: expected a value without quotes");
    const { hosts, key } = read({ GROQ_API_KEY: "gsk\n", GROQ_BASE_URL: " http://h/p/ " });
    expect([hosts.list, key]).toEqual(["http://h/p", "gsk"]);
  });
});

describe("a URL with a password", () => {
  it.each([
    ["REDIS_URL", `redis://:${SECRET}#x@127.0.0.1:6379`],
    ["REDIS_URL", `redis://user:12/${SECRET}@127.0.0.1:6379`],
    ["REDIS_URL", `redis://user:12?${SECRET}@127.0.0.1:6379`],
    ["REDIS_URL", `redis://user:${SECRET}%zz@127.0.0.1`],
    ["REDIS_URL", `redis://user:${SECRET}@127.0.0.1:port`],
    ["REDIS_URL", `redis://user:${SECRET}@127.0.0.1/name`],
    ["REDIS_URL", `http://user:${SECRET}@127.0.0.1`],
    ["DATABASE_URL", `postgres://user:${SECRET}#x@127.0.0.1/db`],
    ["DATABASE_URL", `postgres://user:12/${SECRET}@127.0.0.1/db`],
    ["DATABASE_URL", `postgres://user:${SECRET}%zz@127.0.0.1/db`],
    ["DATABASE_URL", `mysql://user:${SECRET}@127.0.0.1/db`],
    ["PUBLIC_URL", `https://user:${SECRET}@models.example.com`],
    ["PUBLIC_URL", `https://user:${SECRET}@models example.com`],
    ["GATEWAYZ_API_URL", `https://user:${SECRET}@api.example.com`],
    ["PRIVY_API_URL", `https://:${SECRET}@privy.example.com`],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", `http://user:${SECRET}@127.0.0.1:4318`],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:4318?token=${SECRET}`],
  ])("in %s is rejected by name when unusable: %s", (name, value) => {
    const parse = () => parseEnv({ ...PG, [name]: value });
    expect(parse).toThrow(new RegExp(`^${name}: expected a URL`));
    expect(parse).not.toThrow(SECRET);
    expect(parse).not.toThrow("127.0.0.1:6379@");
  });

  it.each([
    ["REDIS_URL", "redis://user:p%23ss@127.0.0.1:6379/3"],
    ["REDIS_URL", "rediss://127.0.0.1"],
    ["DATABASE_URL", "postgres://user:p%23ss@127.0.0.1:5432/db?options=-c%20search_path%3Dx"],
    ["DATABASE_URL", "postgres:///db?host=/var/run/postgresql"],
    ["DATABASE_URL", "postgresql://%2Fvar%2Frun/db"],
  ])("in %s is accepted unchanged when usable: %s", (name, value) => {
    expect(parseEnv({ ...PG, [name]: value })).toMatchObject({ [name]: value });
  });

  it("in a base URL is never part of an error", () => {
    for (const value of [
      `ftp://u:${SECRET}@h`,
      `http://u:${SECRET}@h ost`,
      `http://u:${SECRET}@h?x`,
      `http://h#${SECRET}`,
    ])
      expect(() => urlSetting({ GROQ_BASE_URL: value }, "GROQ_BASE_URL")).not.toThrow(SECRET);
  });
});

describe("the number of proxies", () => {
  it.each([
    ["0", 0],
    ["false", 0],
    ["1", 1],
    ["true", 1],
    ["2", 2],
  ])("%s is %i", (value, proxies) => expect(parseEnv({ TRUST_PROXY: value }).TRUST_PROXY).toBe(proxies));

  it("is rejected by name when invalid", () => {
    expect(() => parseEnv({ TRUST_PROXY: "yes" })).toThrow("TRUST_PROXY: expected a whole number from 0 to 10");
  });
});

describe("the schedule", () => {
  const report = { pages: 1, added: 0, changed: 0, gone: 0, skipped: 0, error: null };

  it("retries after a failure, later each time, but never later than the interval", async () => {
    vi.useFakeTimers();
    const startedAt: number[] = [];
    const sync = async (gateway: string) => {
      startedAt.push(Date.now());
      const complete = startedAt.length === 7;
      return { gateway, ...report, complete, reason: complete ? "end" : "network" };
    };
    const stop = startSchedule({ slugs: ["a"], sync, intervalMs: 900_000, firstMs: () => 0 });
    await vi.advanceTimersByTimeAsync(61 * 60_000);
    stop();
    vi.useRealTimers();
    const minutes = startedAt.slice(1).map((at, i) => (at - (startedAt[i] ?? 0)) / 60_000);
    expect(minutes).toEqual([1, 2, 4, 8, 15, 15, 15, 1]);
  });

  it("runs all gateways in parallel", async () => {
    const started: string[] = [];
    const sync = async (gateway: string) => {
      started.push(gateway);
      return { gateway, ...report, complete: true, reason: "end" };
    };
    const stop = startSchedule({ slugs: ["a", "b"], sync, intervalMs: 0, firstMs: () => 0 });
    stop();
    expect(started).toEqual(["a", "b"]);
  });
});

describe("a gateway's state", () => {
  const provider = PROVIDERS.find((p) => p.slug === "groq");
  if (!provider) throw new Error("expected groq among the providers");
  const row = {
    slug: "groq",
    replaced_embedded: 1,
    duplicates: 2,
    skipped: 1,
    synced_at: "2026-01-02",
    last_attempt_at: "2026-01-03",
    error: "no",
    held: null,
  };
  const run = { last: null, progress: null };
  const facts = { row: undefined, count: undefined, run, hasKey: true, embeddedAsOf: "2026-01-01" };
  const count = { offers: 5, models: 4, usable: 4 };
  const state = (
    stored: typeof row | undefined,
    offers: number,
    last: "complete" | "partial" | "failed" | null,
    hasKey = true,
  ) => {
    const counted = { offers, models: offers, usable: offers };
    return gatewayStatus(provider, { ...facts, row: stored, count: counted, run: { ...run, last }, hasKey }).state;
  };

  it("distinguishes live, partial, stale, embedded, no_key, new, and error", () => {
    expect(state(row, 5, "complete")).toBe("live");
    expect(state(row, 5, "partial")).toBe("partial");
    expect(state(row, 5, "failed")).toBe("stale");
    expect(state(row, 5, null)).toBe("stale");
    expect(state(undefined, 5, null)).toBe("embedded");
    expect(state({ ...row, synced_at: null as never }, 5, "failed")).toBe("embedded");
    expect(state(undefined, 5, null, false)).toBe("no_key");
    expect(state(undefined, 0, null)).toBe("new");
    expect(state(undefined, 0, "failed")).toBe("error");
    expect(state({ ...row, synced_at: null as never }, 0, null)).toBe("error");
  });

  it("counts total, unique, and duplicates so that they add up", () => {
    const status = gatewayStatus(provider, { ...facts, row, count });
    expect(status).toMatchObject({
      unique: 5,
      duplicates: 2,
      total: 7,
      skipped: 1,
      models: 4,
      synced_at: "2026-01-02",
    });
  });

  it("is in the startup line, with its age", () => {
    const live = gatewayStatus(provider, { ...facts, row, count });
    const shipped = gatewayStatus(provider, { ...facts, count });
    const unread = gatewayStatus(provider, facts);
    const failed = gatewayStatus(provider, { ...facts, row: { ...row, synced_at: null } });
    const now = Date.parse("2026-01-02T03:00:00Z");
    const line = (...gateways: (typeof live)[]) =>
      startLine("http://h:1", { models: 1, offers: 2_000 }, gateways, now).split("; ");
    expect(line(live, shipped)).toEqual([
      "Gatewayz is at http://h:1: 1 model (2,000 offers) of 2 gateways",
      "1 last synced 3 h ago, 1 from the built-in catalog of 2026-01-01",
    ]);
    expect(line(shipped, unread)[1]).toBe("1 from the built-in catalog of 2026-01-01, 1 not read yet");
    expect(line(live, failed)[1]).toBe("1 last synced 3 h ago, 1 without data");
  });
});

describe("the encoding of a response", () => {
  it.each([
    [undefined, "identity"],
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0.1, gzip;q=0.9", "gzip"],
    ["*", "br"],
    ["*;q=0", "identity"],
    ["deflate", "identity"],
  ])("for %s is %s", (header, encoding) => {
    expect(acceptedEncoding(header)).toBe(encoding);
  });
});
