import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { OfflineModel } from "@/components/offline/offline-model";
import { OfflineView } from "@/components/offline/offline-page";
import { chunksIn, filesIn, pageToSave, savedPage } from "@/components/offline/saved-page";
import { DEFAULT_WORKLOAD } from "@/lib/contract/workload";
import { offersByCost } from "@/lib/models/best-offers";
import { indexOf, modelOf, offer, priced } from "../fakes/offers";

const NOW = Date.parse("2026-01-01T12:00:00Z");
const INDEX = indexOf([
  offer("alpha", "acme/zorb-70b", { ...priced(1, 2), context_length: 200_000 }),
  offer("beta", "acme/zorb-70b", priced(0.5, 2)),
  offer("beta", "acme/plonk-8b", priced(0.1, 0.2)),
]);

const PAGES = { list: "the list", model: createElement(OfflineModel), chat: "the chat", now: NOW };
const page = (path: string, at: number | null = NOW - 3 * 3_600_000, index = INDEX) =>
  renderToStaticMarkup(createElement(OfflineView, { ...PAGES, path, saved: { index, at } }));
const pageWithoutIndex = (path: string) =>
  renderToStaticMarkup(createElement(OfflineView, { ...PAGES, path, saved: null }));

describe("a page without a network", () => {
  it("says how old the data is", () => {
    expect(page("/models/acme/zorb-70b")).toContain("Showing models saved 3 h ago.");
    expect(page("/models/acme/zorb-70b", null)).toContain("Showing models saved earlier.");
  });

  it("shows each offer that the index knows of a model, the cheapest first", () => {
    const html = page("/models/acme/zorb-70b");
    expect(html).toMatch(/<h1[^>]*>zorb-70b<\/h1>/);
    const [, ...rows] = html.split('<th scope="row"');
    expect(rows.map((row) => /Alpha|Beta/.exec(row)?.[0])).toEqual(["Beta", "Alpha"]);
    expect(rows[1]).toContain("200K");
  });

  it("orders offers as a model's page does: free ones, by their cost, without a price, ended ones", () => {
    const offers = [
      offer("gamma", "acme/zorb-70b", { ...priced(0.1, 0.1), state: "gone" }),
      offer("alpha", "acme/zorb-70b", { ...priced(0.2, 0.2), state: "disabled" }),
      offer("alpha", "acme/zorb-70b"),
      offer("gamma", "acme/zorb-70b", priced(3, 3)),
      offer("alpha", "acme/zorb-70b", priced(2, 2)),
      offer("beta", "acme/zorb-70b", { ...priced(0, 0), price_state: "free" }),
    ];
    const online = offersByCost(modelOf(...offers).offers, DEFAULT_WORKLOAD).map(({ gateway }) => gateway);
    const [, ...rows] = page("/models/acme/zorb-70b", NOW, indexOf(offers)).split('<th scope="row"');
    expect(rows.map((row) => /Alpha|Beta|Gamma/.exec(row)?.[0].toLowerCase())).toEqual(online);
    expect(online).toEqual(["beta", "alpha", "gamma", "alpha", "alpha", "gamma"]);
  });

  it("says that a model is not in the list, and suggests similar ones", () => {
    const html = page("/models/nonsense/zorb");
    expect(html).toContain("“nonsense/zorb” is not in the saved list");
    expect(html).toContain('href="/models/acme/zorb-70b"');
    expect(html).not.toContain("plonk");
  });

  it("shows no other model whose ID has the same ending", () => {
    expect(page("/models/ACME/zorb-70b")).toContain("acme/zorb-70b</code>");
    expect(page("/models/nobody/zorb-70b")).toContain("“nobody/zorb-70b” is not in the saved list");
    expect(page("/models/a%3Cb%3E")).toContain("“a&lt;b&gt;” is not in the saved list");
  });

  it("says that another page needs a connection", () => {
    expect(page("/gateways/groq")).toContain("This page needs a connection.");
    expect(page("/chat/shared/abc")).toContain("This page needs a connection.");
    expect(page("/models/acme/zorb-70b")).not.toContain("needs a connection");
  });

  it("shows the list of models at its URL", () => {
    expect(page("/models")).toBe("the list");
  });

  it("shows the chat for conversations, even if no list was saved", () => {
    expect([page("/chat"), page("/chat/7"), pageWithoutIndex("/chat")]).toEqual(Array(3).fill("the chat"));
  });

  it("says that no list was saved", () => {
    expect(pageWithoutIndex("/models")).toContain("No list of models was saved on this device yet.");
  });
});

describe("a document that is saved", () => {
  const answer = () =>
    new Response('<!DOCTYPE html><html lang="en" data-theme="light"><script nonce="n"></script></html>', {
      headers: { "content-type": "text/html", "content-security-policy": "script-src 'nonce-n'", "set-cookie": "a=b" },
    });

  it("keeps its policy, which names its scripts, and no other header", async () => {
    const { response } = await pageToSave(answer(), 5);
    expect([...response.headers.keys()]).toEqual(["content-security-policy", "content-type", "saved-at"]);
    expect(response.headers.get("content-security-policy")).toBe("script-src 'nonce-n'");
  });

  it("is shown with its age, and in the current theme", async () => {
    const shown = async (theme: string | undefined) =>
      (await savedPage((await pageToSave(answer(), 5)).response, theme)).text();
    expect(await shown("dark")).toContain('<html data-saved-at="5" data-theme="dark" lang="en" data-theme="light">');
    expect(await shown(undefined)).toContain('<html data-saved-at="5" lang="en" data-theme="light">');
    expect(await shown('"><script>')).not.toContain('"><script>');
  });

  it("names the files it needs once, including those that scripts load later", () => {
    const html =
      '<style>@font-face{src:url(/_next/static/media/a-s.p.1x~y.woff2)}</style><script src="/_next/static/chunks/0-a~b.js"></script>["/_next/static/chunks/0-a~b.js"]\\"/_next/static/chunks/c.js\\"';
    expect(filesIn(html)).toEqual([
      "/_next/static/media/a-s.p.1x~y.woff2",
      "/_next/static/chunks/0-a~b.js",
      "/_next/static/chunks/c.js",
    ]);
    expect(chunksIn('Promise.all(["static/chunks/d.js","static/chunks/d.js"].map(l))')).toEqual([
      "/_next/static/chunks/d.js",
    ]);
    expect([filesIn("<p>none</p>"), chunksIn("")]).toEqual([[], []]);
  });
});
