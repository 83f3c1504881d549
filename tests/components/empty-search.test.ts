import { expect, it } from "vitest";
import { describeQuery } from "@/components/models/filters";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { TEST_GATEWAYS } from "../fakes/offers";

it("alternatives are listed as such, and required values one by one", () => {
  const query = { ...EMPTY_QUERY, q: " bird ", gateways: ["alpha", "beta", "-gamma"], abilities: ["tools", "vision"] };
  expect(describeQuery(query, TEST_GATEWAYS)).toEqual(["“bird”", "Alpha or Beta", "not Gamma", "Tools + Image input"]);
  expect(describeQuery(EMPTY_QUERY, TEST_GATEWAYS)).toEqual([]);
});

it("a name that every object has is a word like any other", () => {
  for (const value of ["constructor", "__proto__"]) {
    const [said] = describeQuery({ ...EMPTY_QUERY, states: [value] }, TEST_GATEWAYS);
    expect(said?.toLowerCase()).toContain(value);
  }
});
