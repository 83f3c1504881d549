import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { EmptyResult } from "@/components/models/empty-result";
import { describeQuery } from "@/components/models/filters";
import type { Gateway } from "@/lib/contract/gateway";
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

it("a list without any models says whether it is loading, or what went wrong", () => {
  const html = (...states: Partial<Gateway>[]) =>
    renderToStaticMarkup(
      createElement(EmptyResult, {
        query: EMPTY_QUERY,
        relaxations: [],
        gateways: TEST_GATEWAYS,
        states: states as Gateway[],
      }),
    );
  const failed = (error: string): Partial<Gateway> => ({ state: "error", progress: null, error });
  const lost = failed("could not be reached: ECONNREFUSED");
  const reads = { ...lost, progress: { started_at: "2026-01-01T00:00:00Z", pages: 0, rows: 0, expected: null } };
  expect(html(lost, lost)).toContain("The backend can’t be reached.");
  expect(html(lost, failed("answered 500"))).toContain("The list of every gateway failed to load.");
  for (const states of [[], [lost, reads], [lost, { state: "new", progress: null, error: null } as const]])
    expect(html(...states)).toContain("The first sync is still running.");
});
