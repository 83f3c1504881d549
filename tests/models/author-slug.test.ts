import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { browsePath, toggled } from "@/components/models/browse-query";
import { EMPTY_QUERY, parseBrowseQuery } from "@/lib/contract/query";
import { authorSlug } from "@/lib/models/ids";
import { foldTyped, printList } from "@/lib/models/query/typed";
import { countFacets, search } from "@/lib/models/search";
import { indexOf, offer } from "../fakes/offers";

const piece = fc.constantFrom(",", "-", " ", "all", "~", "%", '"', ":", "a", "B", "İ", "Σ", "模", "\ud800", "\u00a0");
const name = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(piece, { maxLength: 4 }).map((all) => all.join("")),
);

describe("an author's slug", () => {
  it("is the name in lower case, as almost all are written", () => {
    expect(["meta-llama", "NousResearch", "01-ai", "z.ai", "模型"].map(authorSlug)).toEqual([
      "meta-llama",
      "nousresearch",
      "01-ai",
      "z.ai",
      "模型",
    ]);
    expect(["Acme, Inc.", "-x", "All", " ,", ""].map(authorSlug)).toEqual([
      "acme-inc.",
      "x",
      "all-",
      "unknown",
      "unknown",
    ]);
  });

  it("survives URLs and typed queries, wanted and excluded", () => {
    fc.assert(
      fc.property(name, (author) => {
        const slug = authorSlug(author);
        expect(authorSlug(slug)).toBe(slug);
        for (const value of [slug, `-${slug}`]) {
          const query = { ...EMPTY_QUERY, authors: [value] };
          expect(parseBrowseQuery(new URL(browsePath(query), "http://h").searchParams)).toEqual(query);
          const typed = printList("authors", [value]).join(" ");
          expect(foldTyped({ ...EMPTY_QUERY, q: typed })).toEqual({ query, errors: [] });
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("is what a facet links to: the link shows the models that it counts", () => {
    const ids = ["acme, inc/bird", "-dash/fish", "all/cat", "~all/dog", "plain/owl"];
    const index = indexOf(ids.map((id) => offer("alpha", id)));
    const { authors } = countFacets(index, EMPTY_QUERY).facets;
    expect(authors.size).toBeGreaterThanOrEqual(4);
    for (const [value, count] of authors) {
      const link = browsePath(toggled(EMPTY_QUERY, "authors", value));
      const query = parseBrowseQuery(new URL(link, "http://h").searchParams);
      expect([value, search(index, query).models.length]).toEqual([value, count]);
    }
  });
});
