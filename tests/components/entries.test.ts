import { describe, expect, it } from "vitest";
import { suggestions } from "@/components/compare/suggestions";
import { entriesFor } from "@/components/palette/entries";
import { indexOf, offer, priced } from "../fakes/offers";

const TODAY = 20_000;
const DAY_SECONDS = 86_400;
const index = indexOf([
  offer("alpha", "acme/new-zorb", { ...priced(1, 2), created: (TODAY - 2) * DAY_SECONDS }),
  offer("beta", "acme/new-plonk", { ...priced(5, 9), created: (TODAY - 200) * DAY_SECONDS }),
  ...Array.from({ length: 12 }, (_, i) => offer("gamma", `many/quux-${i}`)),
]);
const names = (typed: string, kind: string) =>
  entriesFor(typed, index, TODAY).flatMap((entry) =>
    entry.kind === kind && typeof entry.act === "string" ? [entry.act] : [],
  );

const models = (typed: string) => names(typed, "model").filter((act) => act.startsWith("/models/"));

describe("the palette", () => {
  it("offers every page and action, and no model, before anything is typed", () => {
    const kinds = new Set(entriesFor(" ", index, TODAY).map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(["page", "action"]));
  });

  it("finds pages by each word of their names, and always offers the search itself", () => {
    expect(entriesFor("csv EXPORT", undefined, TODAY)).toEqual([
      expect.objectContaining({ kind: "model", act: "/models?q=csv+EXPORT" }),
      expect.objectContaining({ kind: "action", act: "/v1/export?format=csv" }),
    ]);
    for (const known of [index, undefined])
      expect(entriesFor("chang", known, TODAY)[0]).toMatchObject({ name: "Changes", act: "/changes" });
  });

  it("finds models by words and typed filters, with ages relative to today", () => {
    expect(models("new").sort()).toEqual(["/models/acme/new-plonk", "/models/acme/new-zorb"]);
    expect(models("new in<2")).toEqual(["/models/acme/new-zorb"]);
    expect(models("new age<30d")).toEqual(["/models/acme/new-zorb"]);
    expect(models("quux")).toHaveLength(6);
  });

  it("finds a gateway by the start of any of its names", () => {
    expect(names("AL", "page")).toContain("/gateways/alpha");
    expect(names("lpha", "page")).not.toContain("/gateways/alpha");
  });

  it("begins with a gateway whose whole name is typed, not with one that starts with the text", () => {
    expect(entriesFor("Alpha", index, TODAY)[0]).toMatchObject({ act: "/gateways/alpha" });
    expect(entriesFor("alp", index, TODAY)[0]).toMatchObject({ kind: "model" });
  });

  it("omits the price of a model if it is unknown", () => {
    const [known] = entriesFor("zorb", index, TODAY);
    const [unknown] = entriesFor("quux", index, TODAY);
    expect(known?.end).toBe("$1.00 / $2.00");
    expect(unknown?.end).toBeUndefined();
  });
});

describe("the models offered for a comparison", () => {
  const ids = (asked: string, without: readonly string[] = []) =>
    suggestions(index, asked, without).map(({ id }) => id);

  it("are the first search results that are not in it yet", () => {
    expect(ids("new", ["acme/new-plonk"])).toEqual(["acme/new-zorb"]);
    expect(ids("quux")).toHaveLength(8);
    expect(ids("")).toEqual([]);
  });

  it("are as many as if none were in it", () => {
    expect(ids("quux", ids("quux").slice(0, 4))).toHaveLength(8);
  });
});
