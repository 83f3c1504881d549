import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ModelLine } from "@/components/model/model-line";
import { noteText, tagText } from "@/components/model/offer-tags";
import { similarTo } from "@/components/model/related";
import { unavailableText } from "@/components/model/unavailable-notice";
import { broaderSearches, modelNameInPath } from "@/components/models/broader-searches";
import { topAuthors } from "@/components/models/first-page";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { rowOf } from "@/lib/models/row";
import { indexOf, modelOf, offer, priced, TEST_GATEWAYS } from "../fakes/offers";

it("a tag of an offer begins with a capital, is an acronym, or has digits", () => {
  expect(["turbo", "tee", "fp8"].map(tagText)).toEqual(["Turbo", "TEE", "fp8"]);
});

describe("a line of a model", () => {
  const lineOf = (facts: Parameters<typeof offer>[2]) => {
    const row = rowOf(indexOf([offer("alpha", "acme/m", facts)]), 0, 0);
    return renderToStaticMarkup(createElement(ModelLine, { row }));
  };
  it('says "Free" if that is declared, and nothing if no price is known', () => {
    expect(lineOf({ price_state: "free", pricing: { prompt: "0", completion: "0" } })).toContain(">Free<");
    expect(lineOf(priced(0.5, 2))).toContain(">$0.50 / $2.00<");
    expect(lineOf({ context_length: 8_000 })).not.toMatch(/Free|\$|–/);
  });

  it("names the author and the context", () => {
    expect(lineOf({ context_length: 8_000 })).toContain(">Acme · 8K<");
  });
});

describe("a model that has ended", () => {
  const at = (gateway: string, state: "active" | "retired" | "deprecated") => ({ gateway, state });
  it("is marked as such when none of its offers can be used", () => {
    expect(unavailableText([at("alpha", "retired"), at("beta", "deprecated")], TEST_GATEWAYS)).toBe(
      "retired on Alpha, deprecated on Beta",
    );
    expect(unavailableText([at("alpha", "retired"), at("beta", "active")], TEST_GATEWAYS)).toBeNull();
  });
});

describe("what is similar to a model", () => {
  const bird = offer("alpha", "acme/Bird-1");
  const fish = offer("alpha", "acme/Fish-1");
  it("is its family, others of its author, or nothing", () => {
    const titleAmong = (...others: ReturnType<typeof offer>[]) =>
      similarTo(indexOf([bird, ...others]), modelOf(bird))?.title;
    expect(titleAmong(fish, offer("alpha", "acme/Bird-2"))).toBe("Similar models");
    expect(titleAmong(fish)).toBe("More from Acme");
    expect(titleAmong(offer("alpha", "else/Bird-2"))).toBeUndefined();
  });
});

it("a note of a gateway is a sentence with readable dates", () => {
  expect(noteText("last listed on 2026-09-23")).toBe("Last listed on Sep 23, 2026");
  expect(noteText("ends 2026-99-99")).toBe("Ends 2026-99-99");
});

describe("an address without a page", () => {
  it.each([
    ["/models/gpt-5", "gpt-5"],
    ["/models/open%20ai/gpt-5%3Afree", "gpt-5:free"],
    ["/elsewhere/models/acme/gpt-5", "gpt-5"],
    ["/models/%", ""],
    ["/nowhere", ""],
  ])("%s asks for “%s”", (path, name) => {
    expect(modelNameInPath(path)).toBe(name);
  });

  it("is searched by shorter and shorter beginnings of the name", () => {
    expect(broaderSearches("llama-9-70b")).toEqual(["llama-9-70b", "llama-9", "llama"]);
    expect(broaderSearches("")).toEqual([]);
    expect(broaderSearches("a-".repeat(50))).toHaveLength(6);
  });
});

it("finds authors beyond the first few by a part of their name, and keeps the requested ones", () => {
  const counts = new Map(Array.from({ length: 40 }, (_, n) => [`author${n}`, 40 - n]));
  const names = (text: string, authors: string[] = []) => [
    ...topAuthors(counts, { ...EMPTY_QUERY, authors }, text).keys(),
  ];
  expect(names("")).toHaveLength(8);
  expect(names("r39")).toEqual(["author39"]);
  expect(names("r39", ["author0"])).toEqual(["author0", "author39"]);
});
