import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NetError } from "@/lib/net/errors";
import { parseRetryAfter, type RetryOptions, retry } from "@/lib/net/retry";
import { virtualClock } from "../fakes/clock";

const refusal = (status: number, retryAfterMs?: number) =>
  new NetError("http", `answered ${status}`, { status, ...(retryAfterMs !== undefined && { retryAfterMs }) });

/** Runs attempts that fail with these errors in order, then succeed. */
async function run(errors: readonly Error[], options: RetryOptions = {}, signal = new AbortController().signal) {
  const clock = virtualClock();
  let tries = 0;
  const attempt = async () => {
    const error = errors[tries++];
    if (error) throw error;
    return "good";
  };
  const outcome = await retry(attempt, signal, { clock, ...options }).catch((error: NetError) => error);
  return { outcome, tries, slept: clock.slept };
}

describe("retry", () => {
  it.each([429, 502, 503, 504])("retries after %i", async (status) => {
    expect(await run([refusal(status), refusal(status)])).toMatchObject({ outcome: "good", tries: 3 });
  });

  it("retries after a network failure", async () => {
    expect(await run([new TypeError("fetch failed")])).toMatchObject({ outcome: "good", tries: 2 });
  });

  it.each([400, 401, 403, 404, 422, 500, 501])("does not retry after %i", async (status) => {
    expect(await run([refusal(status)])).toMatchObject({ outcome: { status }, tries: 1, slept: [] });
  });

  it.each(["not_json", "too_large", "bad_shape", "timeout", "aborted"] as const)(
    "does not retry after %s",
    async (code) => {
      expect(await run([new NetError(code, "no")])).toMatchObject({ outcome: { code }, tries: 1 });
    },
  );

  it("gives up after the maximum number of attempts, with the last error", async () => {
    const errors = [502, 503, 504, 429].map((status) => refusal(status));
    expect(await run(errors)).toMatchObject({ outcome: { status: 429 }, tries: 4 });
    expect(await run(errors, { tries: 1 })).toMatchObject({ outcome: { status: 502 }, tries: 1 });
  });

  it("waits between half and all of base × 2ⁿ, never longer than the maximum", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 8 }),
        async (chance, baseMs, failures) => {
          const errors = Array.from({ length: failures }, () => refusal(503));
          const { slept } = await run(errors, { tries: failures + 1, baseMs, maxMs: 5_000, random: () => chance });
          expect(slept).toHaveLength(failures);
          for (const [n, pause] of slept.entries()) {
            const most = Math.min(5_000, baseMs * 2 ** n);
            expect(pause).toBeGreaterThanOrEqual(most / 2);
            expect(pause).toBeLessThanOrEqual(most);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("waits as long as Retry-After says, if longer than its own delay", async () => {
    const options = { random: () => 0, baseMs: 100 };
    expect((await run([refusal(429, 3_000), refusal(429, 10)], options)).slept).toEqual([3_000, 100]);
  });

  it("does not wait for a Retry-After beyond the maximum delay", async () => {
    const { outcome, slept } = await run([refusal(429, 20_001)]);
    expect(outcome).toMatchObject({ status: 429, details: { retryAfterMs: 20_001 } });
    expect(slept).toEqual([]);
  });

  it("stops during a delay when the signal aborts", async () => {
    const controller = new AbortController();
    const clock = virtualClock();
    const attempt = async () => {
      setImmediate(() => controller.abort());
      throw refusal(503);
    };
    await expect(retry(attempt, controller.signal, { clock })).rejects.toMatchObject({ code: "aborted" });
    expect(clock.slept).toEqual([]);
  });

  it("does not start with an aborted signal, and reports a deadline as such", async () => {
    const late = AbortSignal.abort(new DOMException("late", "TimeoutError"));
    expect(await run([], {}, late)).toMatchObject({ outcome: { code: "timeout" }, tries: 0 });
    expect(await run([], {}, AbortSignal.abort())).toMatchObject({ outcome: { code: "aborted" }, tries: 0 });
  });
});

describe("parseRetryAfter", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  it.each([
    ["seconds", "7", 7_000],
    ["parts of a second", " 0.5 ", 500],
    ["a date ahead", "Thu, 01 Jan 2026 00:00:09 GMT", 9_000],
    ["a date that has passed", "Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["seconds with their unit", "9s", 9_000],
    ["a Unix time", "1767225630", 30_000],
    ["a Unix time in ms", "1767225630000", 30_000],
    ["a number below 0", "-5", undefined],
    ["words", "soon", undefined],
    ["nothing", "", undefined],
    ["no header", null, undefined],
  ])("parses %s", (_name, header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });
});
