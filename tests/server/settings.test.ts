import { describe, expect, it } from "vitest";
import { acceptedEncoding } from "@/lib/net/encoding";
import { nextRunMs, startSchedule } from "@/lib/server/catalog/schedule";
import { gatewayStatus } from "@/lib/server/catalog/status";
import { parseEnv, urlSetting } from "@/lib/server/env";
import { PROVIDERS } from "@/lib/server/providers/registry";
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
  ])("refuse %o with a sentence that tells no secret", (variables, sentence) => {
    expect(() => parseEnv(variables)).toThrow(new RegExp(`^${sentence.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`));
  });

  it("take a base URL with a path and without its last slash", () => {
    expect(urlSetting({ X: "http://127.0.0.1:9/groq/" }, "X")).toBe("http://127.0.0.1:9/groq");
    expect(() => urlSetting({ X: "groq" }, "X")).toThrow("X: expected a URL");
  });
});

describe("the schedule", () => {
  it("comes back sooner after a failure, later each time, never later than the interval", () => {
    expect([0, 1, 2, 3, 9].map((n) => nextRunMs(n, 900_000))).toEqual([900_000, 60_000, 120_000, 240_000, 900_000]);
  });

  it("runs every gateway at once, side by side", async () => {
    const started: string[] = [];
    const report = { complete: true, reason: "end", pages: 1, added: 0, changed: 0, gone: 0, skipped: 0, error: null };
    const sync = async (gateway: string) => {
      started.push(gateway);
      return { gateway, ...report };
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
  const facts = { hasKey: true, embeddedAsOf: "2026-01-01" };
  const none = { last: null, progress: null };
  const state = (
    r: typeof row | undefined,
    offers: number,
    last: "complete" | "partial" | "failed" | null,
    hasKey = true,
  ) => gatewayStatus(provider, r, { offers, models: offers }, { ...none, last }, { ...facts, hasKey }).state;

  it("tells live, partial, stale, embedded, no_key, new and error apart", () => {
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

  it("counts total, unique and duplicates so that they add up", () => {
    const status = gatewayStatus(provider, row, { offers: 5, models: 4 }, none, facts);
    expect(status).toMatchObject({
      unique: 5,
      duplicates: 2,
      total: 7,
      skipped: 1,
      models: 4,
      synced_at: "2026-01-02",
    });
  });

  it("is in the one line of the start, with its age", () => {
    const live = gatewayStatus(provider, row, { offers: 5, models: 4 }, none, facts);
    const shipped = gatewayStatus(provider, undefined, { offers: 5, models: 4 }, none, facts);
    const unread = gatewayStatus(provider, undefined, undefined, none, facts);
    const failed = gatewayStatus(provider, { ...row, synced_at: null }, undefined, none, facts);
    const now = Date.parse("2026-01-02T03:00:00Z");
    const line = (...gateways: (typeof live)[]) =>
      startLine("http://h:1", { models: 1, offers: 2_000 }, gateways, now).split("; ");
    expect(line(live, shipped)).toEqual([
      "Gatewayz is at http://h:1: 1 model (2,000 offers) of 2 gateways",
      "1 last synced 3 h ago, 1 from the embedded catalog of 2026-01-01",
    ]);
    expect(line(shipped, unread)[1]).toBe("1 from the embedded catalog of 2026-01-01, 1 not read yet");
    expect(line(live, failed)[1]).toBe("1 last synced 3 h ago, 1 without data");
  });
});

describe("the encoding of an answer", () => {
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
