import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isDoubtful,
  perMillion,
  perToken,
  priceOf,
  priceWithout,
  readPrice,
  UNIT,
  UNKNOWN_PRICE,
} from "@/lib/models/price";

const UNITS = Object.values(UNIT);
/** A realistic price: at most nine significant digits, from 1e-9 to 1e9. */
const written = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: -9, max: 0 }))
  .map(([digits, exponent]) => Number(`${digits}e${exponent}`));

describe("perToken and perMillion", () => {
  it("round-trip a price", () => {
    fc.assert(
      fc.property(written, (usd) => {
        expect(perMillion(perToken(usd))).toBe(usd);
      }),
    );
  });

  it("write a plain decimal: no exponent, no trailing point, no trailing zeros", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-200, max: 1e200, noNaN: true }), (usd) => {
        expect(perToken(usd)).toMatch(/^(0|[1-9]\d*)(\.\d*[1-9])?$/);
      }),
    );
    expect(perToken(1e6)).toBe("1");
    expect(perToken(25e6)).toBe("25");
    expect(perToken(0.15)).toBe("0.00000015");
    expect(perToken(0)).toBe("0");
  });

  it("keep unknown prices unknown", () => {
    expect(perToken(null)).toBeNull();
    expect(perMillion(null)).toBeNull();
    expect(perMillion(undefined)).toBeNull();
  });
});

describe("readPrice", () => {
  it("converts each gateway's unit to USD per 1M tokens", () => {
    expect(readPrice("0.00000015", UNIT.usdPerToken)).toBe(0.15);
    expect(readPrice(0.000023, UNIT.centsPerToken)).toBe(0.23);
    expect(readPrice(0.23, UNIT.usdPerMillion)).toBe(0.23);
    expect(readPrice(20_000, UNIT.centsPer100Million)).toBe(2);
    expect(readPrice(1_300, UNIT.tenThousandthUsdPerMillion)).toBe(0.13);
  });

  it("reads empty values as unknown, never as 0", () => {
    for (const nothing of [undefined, null, "", "  ", "free", "NaN", "Infinity", {}, [], true, false, Number.NaN]) {
      expect(readPrice(nothing, UNIT.usdPerToken)).toBeNull();
    }
  });

  it("reads a negative price as varying", () => {
    for (const varies of [-1, "-1", "-1.0", -0.5]) expect(readPrice(varies, UNIT.usdPerToken)).toBe("dynamic");
  });

  it("is 0 only if a 0 was sent, and always finite, even as a string and back", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double(), fc.double().map(String), fc.string(), fc.anything()),
        fc.constantFrom(...UNITS),
        (raw, unit) => {
          const price = readPrice(raw, unit);
          if (price === null || price === "dynamic") return;
          const again = perMillion(perToken(price));
          expect(Number.isFinite(price)).toBe(true);
          expect(again).toBe(price);
          expect(price === 0).toBe(Number(raw) === 0);
        },
      ),
    );
    for (const extreme of [1e308, 5e-324, "1e308", "5e-324"]) {
      for (const unit of UNITS) expect(readPrice(extreme, unit)).toBeNull();
    }
  });
});

describe("priceOf", () => {
  it("is free only when both prices are declared as 0", () => {
    expect(priceOf({ prompt: "0", completion: "0" }, UNIT.usdPerToken).price_state).toBe("free");
    expect(priceOf({ prompt: "0", completion: null }, UNIT.usdPerToken).price_state).toBe("known");
    expect(priceOf({ prompt: "", completion: null }, UNIT.usdPerToken)).toEqual(UNKNOWN_PRICE);
    expect(priceOf({ prompt: "-1", completion: "-1" }, UNIT.usdPerToken)).toEqual(priceWithout("dynamic"));
  });

  it("is per unit for a model that charges for images or requests and not for tokens", () => {
    expect(priceOf({ prompt: "0", completion: "0", image: "0.04" }, UNIT.usdPerToken)).toEqual(
      priceWithout("per_unit"),
    );
    expect(priceOf({ prompt: null, completion: "", request: 0.01 }, UNIT.usdPerToken)).toEqual(
      priceWithout("per_unit"),
    );
  });

  it("keeps prices per piece in USD per piece, next to those per token", () => {
    const { pricing } = priceOf({ prompt: 1, completion: 2, image: "0.04", request: 1 }, UNIT.usdPerMillion);
    expect(pricing).toEqual({ prompt: "0.000001", completion: "0.000002", image: "0.04", request: "1" });
  });

  it("marks prices outside $0.001 to $1,000 per 1M as doubtful, and keeps them", () => {
    expect([0.0009, 1000.01].map(isDoubtful)).toEqual([true, true]);
    expect([0.001, 1000, 0, null].map(isDoubtful)).toEqual([false, false, false, false]);
    const odd = priceOf({ prompt: "0.15", completion: "0.6" }, UNIT.usdPerToken);
    expect(odd).toMatchObject({ price_state: "known", price_doubt: true, pricing: { prompt: "0.15" } });
  });
});
