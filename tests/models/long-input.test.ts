import { describe, expect, it } from "vitest";
import { separateLines } from "@/components/chat/line-forms";
import { normalizeMath } from "@/components/chat/math-text";
import { EMPTY_QUERY, parseBrowseQuery } from "@/lib/contract/query";
import { DEFAULT_WORKLOAD, parseWorkload } from "@/lib/contract/workload";
import { complete } from "@/lib/models/query/complete";
import { parseTyped } from "@/lib/models/query/typed";
import { relaxationsOf } from "@/lib/models/relax";
import { countFacets } from "@/lib/models/search";
import { acceptedEncoding } from "@/lib/net/encoding";
import { refusedSystem, withSystemPlaced } from "@/lib/server/chat/system-place";
import { linkNext } from "@/lib/server/providers/paging";
import { indexOf, offer } from "../fakes/offers";

const LONG = 500_000;
const spaces = " ".repeat(LONG);

/* Anything quadratic would take minutes here, and the runner would end it. */
describe("half a million characters of input", () => {
  it("are not a number", () => {
    for (const text of [`1${spaces}x`, `${"1,".repeat(LONG)}x`])
      expect(parseWorkload(new URLSearchParams({ tokens_in: text }))).toEqual(DEFAULT_WORKLOAD);
  });

  it("are a header like any other", () => {
    expect(acceptedEncoding(`gzip${spaces}x`)).toBe("identity");
    const answer = (link: string) => ({ headers: new Headers({ link }) }) as Parameters<typeof linkNext>[0];
    expect(linkNext(answer(`<https://h/a>; rel=${spaces}x`))).toBeNull();
  });

  it("are a query like any other", () => {
    const { facets } = countFacets(indexOf([]), EMPTY_QUERY);
    expect(complete(`${"a".repeat(LONG)} zz`, facets)).toEqual([]);
    expect(parseTyped(`in${spaces}x`).words).toEqual(["in", "x"]);
    expect(parseTyped(`"${"in < ".repeat(LONG / 5)}`).bounds).toEqual([]);
  });

  it("are at most fifty values of a list, and two dozen relaxations", () => {
    const query = parseBrowseQuery(
      new URLSearchParams({ author: "x1,".repeat(9) + Array.from({ length: LONG / 10 }, (_, i) => `x${i}`) }),
    );
    expect(query.authors).toHaveLength(50);
    const index = indexOf([offer("alpha", "acme/m")]);
    const excluded = { ...EMPTY_QUERY, q: "acme", authors: ["-acme", ...query.authors.slice(1)] };
    expect(relaxationsOf(index, { ...EMPTY_QUERY, q: "m", gateways: ["beta"] }, 0)).toHaveLength(1);
    expect(relaxationsOf(index, excluded, 0).length).toBeLessThanOrEqual(24);
  });

  it("are system messages that a model gets in one of the user's", () => {
    const content = [{ type: "text", text: "x" }];
    const messages = [{ role: "user", content }, ...Array.from({ length: LONG }, () => ({ role: "system", content }))];
    const refused = refusedSystem("System message must be first", { model: "m", messages }, []);
    expect(refused).toHaveLength(1);
    expect(withSystemPlaced(messages, refused)).toMatchObject([{ role: "user", content: { length: LONG + 1 } }]);
  });

  it("are a row of a table without math", () => {
    const table = `|a|b|\n|-|-|\n|x|y|z|${"\\(".repeat(LONG / 2)}`;
    expect(separateLines(table)).toBe(table);
  });

  it("are prose without math", () => {
    for (const piece of ["\\(", "\\[", "$", "`", "~", "\n```", "\n~~~ "]) {
      expect(normalizeMath(`\\${piece.repeat(LONG / piece.length)}`).hasMath).toBe(false);
    }
  });
});
