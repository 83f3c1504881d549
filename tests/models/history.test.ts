import { describe, expect, it } from "vitest";
import type { Change, TrackedFacts } from "@/lib/contract/change";
import { changeKinds, changeText, priceMove } from "@/lib/models/changes";
import { modelHistory } from "@/lib/models/history";
import { offer, priced } from "../fakes/offers";

function facts(input: number | null, output: number | null, more: Partial<TrackedFacts> = {}): TrackedFacts {
  const known = priced(input ?? 0, output ?? 0).pricing;
  const pricing = {
    prompt: input === null ? null : known.prompt,
    completion: output === null ? null : known.completion,
  };
  return { pricing, price_state: "known", context_length: 1_000, max_output_length: null, state: "active", ...more };
}

const changed = (before: TrackedFacts, after: TrackedFacts) => changeKinds("changed", before, after);

describe("a change", () => {
  it("is cheaper or pricier only when all known figures moved the same way", () => {
    expect(changed(facts(2, 2), facts(1, 2))).toEqual(["cheaper"]);
    expect(changed(facts(2, 2), facts(2, 3))).toEqual(["dearer"]);
    expect(changed(facts(2, 2), facts(1, 3))).toEqual(["repriced"]);
    expect(changed(facts(null, null, { price_state: "unknown" }), facts(1, 1))).toEqual(["repriced"]);
    expect(changed(facts(1, null), facts(0.5, null))).toEqual(["cheaper"]);
    expect(changed(facts(1, 1), facts(1, 1))).toEqual([]);
  });

  it("may have several kinds, and shows before and after", () => {
    const [before, after] = [facts(2, 2), facts(1, 2, { context_length: 9_000, state: "deprecated" })];
    const kinds = changed(before, after);
    expect(kinds).toEqual(["cheaper", "longer", "state"]);
    expect(changeText({ kinds, before, after })).toBe("$2.00 / $2.00 → $1.00 / $2.00 · 1K → 9K · active → deprecated");
  });

  it("says by how much input and output together moved, and nothing where a figure is unknown or was 0", () => {
    const moved = (before: TrackedFacts, after: TrackedFacts) => priceMove({ before, after });
    expect(moved(facts(2, 2), facts(1, 2))).toBe("−25%");
    expect(moved(facts(2, 2), facts(2, 3))).toBe("+25%");
    expect(moved(facts(null, 2), facts(1, 2))).toBe("");
    expect(moved(facts(0, 0), facts(1, 2))).toBe("");
    expect(moved(facts(2, 2), facts(2, 2.001))).toBe("");
  });

  it("has prices as in the list, and more digits only where those would look the same", () => {
    const cheaper = (was: number, is: number) =>
      changeText({ kinds: ["cheaper"], before: facts(was, 2), after: facts(is, 2) });
    expect(cheaper(0.0784, 0.0362)).toBe("$0.078 / $2.00 → $0.036 / $2.00");
    expect(cheaper(0.0364, 0.0362)).toBe("$0.0364 / $2.00 → $0.0362 / $2.00");
  });

  it("names the last price and context of an offer that is gone", () => {
    expect(changeText({ kinds: ["gone"], before: facts(1, 2), after: null })).toBe("$1.00 / $2.00 · 1K context");
  });

  it("is not a context change when either value is unknown", () => {
    expect(changed(facts(1, 1, { context_length: null }), facts(1, 1))).toEqual([]);
  });
});

describe("the history of a model", () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString();
  const change = (id: number, gateway: string, before: TrackedFacts, after: TrackedFacts | null): Change => {
    return { id, at: at(id), model: "m", name: "m", gateway, native_id: "m", kinds: [], before, after };
  };
  const alpha = offer("alpha", "m", { ...priced(1, 1), context_length: 1_000 });
  const beta = offer("beta", "m", { ...priced(3, 3), context_length: 9_000 });
  const seen = [
    { gateway: "alpha", native_id: "m", at: at(1) },
    { gateway: "beta", native_id: "m", at: at(2) },
  ];

  it("is one point when nothing ever changed", () => {
    const points = modelHistory([alpha], [], seen);
    expect(points).toMatchObject([{ priceIn: 1, context: 1_000, offers: 1, gateway: "alpha" }]);
  });

  it("starts after the first sync of all gateways: their order is no change", () => {
    const soon = new Date(Date.parse(at(1)) + 60_000).toISOString();
    const together = [seen[0], { gateway: "beta", native_id: "m", at: soon }].flatMap((first) => first ?? []);
    const points = modelHistory([alpha, beta], [], together);
    expect(points).toMatchObject([{ at: Date.parse(soon), offers: 2, priceIn: 1 }]);
  });

  it("takes both prices from the cheapest offer at the time, and follows additions and removals", () => {
    const changes = [change(5, "alpha", facts(5, 5), facts(1, 1)), change(8, "alpha", facts(1, 1), null)];
    const points = modelHistory([alpha, beta], changes, seen);
    expect(
      points.map((p) => [new Date(p.at).getUTCDate(), p.gateway, p.priceIn, p.priceOut, p.context, p.offers]),
    ).toEqual([
      [1, "alpha", 5, 5, 1_000, 1],
      [2, "beta", 3, 3, 9_000, 2],
      [5, "alpha", 1, 1, 9_000, 2],
      [8, "beta", 3, 3, 9_000, 1],
    ]);
  });
});
