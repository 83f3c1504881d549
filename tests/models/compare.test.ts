import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_WORKLOAD } from "@/lib/contract/workload";
import { comparedIds, comparePath, MAX_COMPARED } from "@/lib/models/compare-ids";
import { COMPARED_GROUPS, compareModels } from "@/lib/models/comparison";
import { HOSTILE_IDS } from "../fakes/hostile-ids";
import { modelOf, offer, priced, TEST_GATEWAYS } from "../fakes/offers";

const readBack = (path: string) => comparedIds(new URL(path, "http://h").searchParams.get("models") ?? "");

describe("the URL of a comparison", () => {
  it("keeps any IDs in order", () => {
    const id = fc
      .oneof(fc.string({ unit: "binary", minLength: 1 }), fc.constantFrom(...HOSTILE_IDS, "a,b", "%2C", "a%25"))
      .map((text) => text.toWellFormed().trim())
      .filter((text) => text !== "");
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: MAX_COMPARED }), (ids) => {
        expect(readBack(comparePath(ids))).toEqual(ids);
      }),
    );
  });

  it("never fails, even for malformed text", () => {
    expect(readBack(comparePath(["a\ud800", "b"]))).toEqual(["a\ufffd", "b"]);
  });

  it("stays readable, has each ID once, and reports excess ones", () => {
    expect(comparePath(["meta/a:free", "b"])).toBe("/compare?models=meta/a:free,b");
    expect(comparedIds("a,b,a,,c,d,e,f,g")).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
    expect(readBack(comparePath([..."abcdefg"]))).toEqual([..."abcdef"]);
  });
});

describe("compared models", () => {
  it("mark a price that is far from the model's other offers, at both prices and the cost", () => {
    const others = ["beta", "gamma", "delta"].map((gateway) => offer(gateway, "m", priced(1, 2)));
    const rows = compareModels([modelOf(offer("alpha", "m", priced(0.2, 2)), ...others)], [], DEFAULT_WORKLOAD);
    const factorOf = (name: string) => rows.find((row) => row.name === name)?.cells[0]?.factor;
    expect(["Input $/1M", "Output $/1M", "Monthly cost"].map(factorOf)).toEqual([0.2, null, 0.2]);
  });

  const left = modelOf(
    offer("alpha", "left", { ...priced(1, 2), context_length: 1_000 }),
    offer("beta", "left", { ...priced(9, 9), context_length: 9_000, tokens_per_second: 80 }),
  );
  const right = modelOf(offer("gamma", "right", { ...priced(3, 1), context_length: 9_000 }));
  const rows = compareModels([left, right], TEST_GATEWAYS, DEFAULT_WORKLOAD);
  const row = (start: string) => rows.find(({ name }) => name.startsWith(start));

  it("name the offer of each figure, and never mix offers in related figures", () => {
    expect(row("Input $/1M")?.cells.map((c) => [c.text, c.offer?.gateway])).toEqual([
      ["$1.00", "alpha"],
      ["$3.00", "gamma"],
    ]);
    expect(row("Output $/1M")?.cells.map((c) => c.offer?.gateway)).toEqual(["alpha", "gamma"]);
    expect(row("Context")?.cells.map((c) => c.offer?.gateway)).toEqual(["beta", "gamma"]);
  });

  it("omit facts that are unknown for all of them", () => {
    expect(row("Cached input")).toBeUndefined();
    expect(row("First token")).toBeUndefined();
    expect(row("Tokens/s")?.cells.map(({ text }) => text)).toEqual(["80", null]);
  });

  it("distinguish yes, no, and not listed", () => {
    const can = (tools: boolean | null) => ({ capabilities: { tools, json: null, reasoning: null, vision: null } });
    const known = modelOf(offer("alpha", "known", { ...priced(1, 1), ...can(false) }));
    const free = modelOf(offer("alpha", "free", { ...priced(0, 0), price_state: "free", ...can(true) }));
    const unknown = modelOf(offer("alpha", "unknown", { price_state: "unknown", ...can(null) }));
    const table = compareModels([known, free, unknown], TEST_GATEWAYS, DEFAULT_WORKLOAD);
    const texts = (name: string) => table.find((found) => found.name === name)?.cells.map(({ text }) => text);
    expect(texts("Tools")).toEqual(["No", "Yes", null]);
    expect(texts("Free tier")).toEqual(["No", "Yes", null]);
  });

  it("have the facts of each group together", () => {
    const groups = rows.map(({ group }) => group);
    expect(groups.filter((group, i) => group !== groups[i - 1])).toEqual([...COMPARED_GROUPS]);
  });

  it("show a declared free price as free, and a mere 0 as a figure", () => {
    const free = modelOf(offer("alpha", "free", { ...priced(0, 0), price_state: "free" }));
    const zero = modelOf(offer("alpha", "zero", priced(0, 0)));
    const rows = compareModels([free, zero], TEST_GATEWAYS, DEFAULT_WORKLOAD);
    const prices = rows.filter(({ name }) => /^(Input|Output) \$|^Monthly cost/.test(name));
    const texts = ["free", "$0.00"];
    expect(prices.map(({ cells }) => cells.map(({ text }) => text))).toEqual([texts, texts, texts]);
  });

  it("use usable offers, and call none best that is not usable", () => {
    const over = { ...priced(0.1, 0.1), context_length: 90_000, tokens_per_second: 900, state: "gone" as const };
    const half = modelOf(offer("alpha", "half", { context_length: 1_000 }), offer("beta", "half", over));
    const dead = modelOf(offer("alpha", "dead", over), offer("beta", "dead", over), offer("gamma", "dead", over));
    const table = compareModels([left, half, dead], TEST_GATEWAYS, DEFAULT_WORKLOAD);
    const said = (name: string) => {
      const { cells = [], best } = table.find((found) => found.name === name) ?? {};
      return { texts: cells.map(({ text }) => text), best };
    };
    expect(said("Context")).toEqual({ texts: ["9K", "1K", "90K"], best: [0] });
    expect(said("Offers")).toEqual({ texts: ["2", "1", "3"], best: [] });
    expect(said("Gateways")).toEqual({ texts: ["2 of 3", "1 of 3", "3 of 3"], best: [] });
    expect(said("Tokens/s")).toEqual({ texts: ["80", null, null], best: [] });
  });

  it("show the measured speed if there is one", () => {
    const live = { tokens_per_second: { p50: 300, p95: 400 }, first_token_ms: { p50: 120, p95: 900 } };
    const rest = { window_minutes: 30, requests: 9, error_rate: 0, uptime: 1 };
    const measured = Object.assign(offer("alpha", "m", { tokens_per_second: 10 }), { live: { ...live, ...rest } });
    const table = compareModels([left, modelOf(measured)], TEST_GATEWAYS, DEFAULT_WORKLOAD);
    const texts = (name: RegExp) => table.find((found) => name.test(found.name))?.cells.map(({ text }) => text);
    expect([texts(/^Tokens/), texts(/^First token/)]).toEqual([
      ["80", "300"],
      [null, "0.12 s"],
    ]);
  });

  it("have no best value when the displayed values are equal", () => {
    const long = (context_length: number) => modelOf(offer("alpha", `m${context_length}`, { context_length }));
    const best = (...contexts: number[]) =>
      compareModels(contexts.map(long), TEST_GATEWAYS, DEFAULT_WORKLOAD).find(({ name }) => name === "Context")?.best;
    expect(best(131_072, 131_000)).toEqual([]);
    expect(best(131_000, 131_072, 8_000)).toEqual([0, 1]);
  });

  it("have a best value only when two known values differ", () => {
    expect(row("Input $/1M")?.best).toEqual([0]);
    expect(row("Output $/1M")?.best).toEqual([1]);
    expect(row("Context")).toMatchObject({ best: [], differs: false });
    expect(row("Tokens/s")).toMatchObject({ best: [], differs: true });
    expect(row("Tokens/s")?.cells[1]?.text).toBeNull();
  });
});
