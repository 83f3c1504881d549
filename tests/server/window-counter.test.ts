import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WindowCounter } from "@/lib/server/limits/window-counter";

describe("a window counter", () => {
  it("counts each key from its first call until its window ends, as a plain log of calls does", () => {
    const calls = fc.array(fc.record({ key: fc.constantFrom("a", "b", "c"), cost: fc.nat(5), wait: fc.nat(900) }));
    fc.assert(
      fc.property(calls, (made) => {
        let now = 0;
        const counter = new WindowCounter(1, () => now);
        const begun = new Map<string, { at: number; used: number }>();
        for (const { key, cost, wait } of made) {
          now += wait;
          const window = begun.get(key);
          const running = window && now - window.at < 1_000 ? window : { at: now, used: 0 };
          running.used += cost;
          begun.set(key, running);
          expect(counter.take(key, cost)).toEqual({ used: running.used, resetMs: running.at + 1_000 - now });
        }
      }),
    );
  });

  it("forgets keys whose window has ended", () => {
    let now = 0;
    const counter = new WindowCounter(60, () => now);
    for (let i = 0; i < 1_000; i++) counter.take(`10.0.0.${i}`, 1);
    now = 60_000;
    counter.take("10.1.0.1", 1);
    expect(counter.size).toBe(1);
  });
});
