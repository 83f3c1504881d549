import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { AddModel } from "@/components/compare/add-model";

it("adding a model to a comparison keeps its models, its workload, and that only differences are shown", () => {
  const rest = "&tokens_in=5000&differences=1";
  const found = [{ id: "lab/second", name: "Second" }];
  const html = renderToStaticMarkup(createElement(AddModel, { ids: ["lab/a,b"], rest, query: "second", found }));
  const hidden = [...html.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  expect(hidden).toEqual([
    ["models", "lab/a%2Cb"],
    ["tokens_in", "5000"],
    ["differences", "1"],
  ]);
  const [, href = ""] = /href="(\/compare[^"]*)"/.exec(html) ?? [];
  expect(href.replaceAll("&amp;", "&")).toBe("/compare?models=lab/a%252Cb,lab/second&tokens_in=5000&differences=1");
});
