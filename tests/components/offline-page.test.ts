import { describe, expect, it } from "vitest";
import { offlinePage } from "@/components/offline/offline-page";
import { CatalogBuilder } from "@/lib/models/build";
import { groupOffers } from "@/lib/models/group";
import { offer, priced, TEST_GATEWAYS } from "../fakes/offers";

const NOW = Date.parse("2026-01-01T12:00:00Z");
const LOOK = { css: "p{color:red}", theme: "dark", nonce: "n" };

function packed() {
  const builder = new CatalogBuilder(TEST_GATEWAYS);
  const facts = { ...priced(1, 2), context_length: 200_000, supported_parameters: ["tools"] };
  for (const group of groupOffers([
    offer("alpha", "acme/zorb-70b", facts),
    offer("beta", "acme/plonk-8b", priced(0.1, 0.2)),
  ])) {
    builder.add(group);
  }
  return builder.finish().index;
}

const page = (path: string, headers: Record<string, string> = {}) =>
  offlinePage(new URL(path, "https://x.test"), Response.json(packed(), { headers }), LOOK, NOW);

describe("a page without a network", () => {
  it("carries the styles of the app, and the theme that was chosen", async () => {
    const html = await page("/models");
    expect(html).toContain('<style nonce="n">p{color:red}</style>');
    expect(html).toContain('data-theme="dark"');
    expect(html).not.toContain("stylesheet");
  });

  it("says how old the data is, not when it was fetched", async () => {
    const headers = { "last-modified": "Thu, 01 Jan 2026 09:00:00 GMT", date: "Thu, 01 Jan 2026 11:59:55 GMT" };
    expect(await page("/models", headers)).toContain("Showing models saved 3 h ago");
  });

  it("shows each filter as a link that takes it off, and one that takes off all", async () => {
    const html = await page("/models?q=ctx%3E%3D200k+in%3C1+tools");
    expect(html).toContain("0</b> of 2 models");
    expect(html).toContain("No saved offer matches Tools + Context ≥ 200K + Input price &lt; $1.00");
    expect(html).toMatch(/href="\/models\?ability=tools&amp;where=ctx%3E%3D200k"[^>]*aria-label="Remove Input price/);
    expect(html).toMatch(/href="\/models"[^>]*>Clear filters/);
  });

  it("keeps filters that were set before, seen and removable, when more are typed", async () => {
    const html = await page("/models?where=in%3C1&q=gateway%3Aalpha+zorb");
    expect(html).toMatch(/aria-label="Remove Alpha"/);
    expect(html).toMatch(/aria-label="Remove Input price/);
    expect(html).toContain('value="zorb"');
  });

  it("shows an order that was set, as a link that leads back to the usual one", async () => {
    const html = await page("/models?sort=-in&q=b");
    expect(html).toMatch(/href="\/models\?q=b"[^>]*>Highest input price ×/);
    expect(await page("/models?q=b")).not.toContain(" ×");
  });

  it("says that a model is not in the list, and what comes near", async () => {
    const html = await page("/models/nonsense/zorb");
    expect(html).toContain("“nonsense/zorb” is not in the saved list");
    expect(html).toContain('href="/models/acme/zorb-70b"');
    expect(html).not.toContain("plonk");
  });

  it("shows no other model for an id that ends alike", async () => {
    expect(await page("/models/ACME/zorb-70b?calls=5")).toContain("<code>acme/zorb-70b</code>");
    const html = await page("/models/nobody/zorb-70b");
    expect(html).toContain("“nobody/zorb-70b” is not in the saved list");
    expect(await page("/models/a%3Cb%3E")).toContain("“a&lt;b&gt;” is not in the saved list");
  });

  it("goes through a long list page by page, with the filters kept", async () => {
    const builder = new CatalogBuilder(TEST_GATEWAYS);
    for (const group of groupOffers(Array.from({ length: 120 }, (_, i) => offer("gamma", `many/m${i}`))))
      builder.add(group);
    const long = (path: string) =>
      offlinePage(new URL(path, "https://x.test"), Response.json(builder.finish().index), LOOK, NOW);
    const last = await long("/models?gateway=gamma&page=2");
    expect(last.match(/href="\/models\/many/g)).toHaveLength(20);
    expect(last).toContain('href="/models?gateway=gamma"');
    expect(last).not.toContain("Next →");
  });

  it("says that another page needs a connection", async () => {
    expect(await page("/chat")).toContain("Chat needs a connection");
    expect(await page("/models")).not.toContain("needs a connection");
    expect(await page("/")).not.toContain("needs a connection");
  });
});
