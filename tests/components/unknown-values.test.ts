import { describe, expect, it } from "vitest";
import { unknownValues } from "@/components/models/filters";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { indexOf, offer } from "../fakes/offers";

const index = indexOf(Array.from({ length: 30 }, (_, i) => offer("alpha", `author${i}/m`)));

describe("a value that is asked for", () => {
  it("is unknown only when no model at all has it, however few have it", () => {
    for (let i = 0; i < 30; i++) {
      expect(unknownValues(index, { ...EMPTY_QUERY, authors: [`author${i}`, `-author${i}`] })).toEqual([]);
    }
    expect(unknownValues(index, { ...EMPTY_QUERY, authors: ["author3", "-nobody"] })).toEqual([
      "There is no author named “nobody”.",
    ]);
    expect(unknownValues(index, { ...EMPTY_QUERY, gateways: ["delta"] })).toEqual([
      "There is no gateway named “delta”; there are: alpha, beta, gamma.",
    ]);
  });
});
