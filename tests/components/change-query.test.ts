import { expect, it } from "vitest";
import { filtersWithoutField, kindLinks } from "@/components/changes/change-query";
import { TEST_GATEWAYS } from "../fakes/offers";

const shown = (query: string) =>
  filtersWithoutField(new URLSearchParams(query), TEST_GATEWAYS).map(({ label, href }) => [label, href]);

it("lists the filters of changes that the form has no field for, each with a URL without it", () => {
  expect(shown("gateway=alpha&author=acme&where=ctx>=200k&kind=new&q=zorb")).toEqual([
    ["Acme", "/changes?q=zorb&gateway=alpha&where=ctx%3E%3D200k&kind=new"],
    ["Context ≥ 200K", "/changes?q=zorb&gateway=alpha&author=acme&kind=new"],
  ]);
  expect(shown("model=acme/zorb&kind=new")).toEqual([["Model: acme/zorb", "/changes?kind=new"]]);
  expect(shown("gateway=alpha&q=zorb&kind=new")).toEqual([]);
  expect(shown("kind=repriced,state")).toEqual([["New price, Status", "/changes"]]);
});

it("links to the kinds of change with the other filters, and marks the chosen one", () => {
  const links = kindLinks(new URLSearchParams("q=zorb&kind=dearer"));
  expect(links.filter(({ on }) => on)).toEqual([{ label: "Pricier", href: "/changes?q=zorb&kind=dearer", on: true }]);
  expect(links.find(({ label }) => label === "All")?.href).toBe("/changes?q=zorb");
  expect(links.find(({ label }) => label === "Context")?.href).toBe("/changes?q=zorb&kind=longer%2Cshorter");
});
