import { brotliDecompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Model } from "@/lib/contract/model";
import { type BrowseQuery, EMPTY_QUERY } from "@/lib/contract/query";
import { displayName } from "@/lib/models/format";
import { perMillion } from "@/lib/models/price";
import { isFallback } from "@/lib/models/primary-offers";
import { rowOf } from "@/lib/models/row";
import { search } from "@/lib/models/search";
import type { PackedIndex } from "@/lib/models/search-index";
import { unpack } from "@/lib/models/unpack";
import { readRow } from "@/lib/server/catalog/row-table";
import { withUpstreams } from "./upstreams-kit";

const { harness } = withUpstreams();

const QUERIES: Partial<BrowseQuery>[] = [
  {},
  { q: "llama 70b" },
  { gateways: ["groq", "hug"], sort: { key: "in", reversed: true } },
  { abilities: ["tools"], inputs: ["image"], sort: { key: "released", reversed: false } },
];

describe("a snapshot", () => {
  it("gives browser and server the same rows in the same order", () => {
    const { index, packed } = harness().catalog.snapshot();
    const inBrowser = unpack(JSON.parse(brotliDecompressSync(packed.br).toString()) as PackedIndex);
    for (const query of QUERIES) {
      const here = search(index, { ...EMPTY_QUERY, ...query });
      const there = search(inBrowser, { ...EMPTY_QUERY, ...query });
      expect(there).toEqual(here);
      expect(here.models.length).toBeGreaterThan(0);
    }
  });

  it("has exactly the facts of its rows in its index", () => {
    const { index, rows, models } = harness().catalog.snapshot();
    expect(index.ids).toHaveLength(models);
    for (let m = 0; m < models; m++) {
      const model = readRow<Model>(rows, m);
      const inFront = model.offers.filter((offer) => !isFallback(offer));
      const standing = new Set((inFront.length > 0 ? inFront : model.offers).map(({ gateway }) => gateway));
      model.offers.forEach((offer, i) => {
        const row = rowOf(index, m, (index.firstOffer[m] ?? 0) + i);
        expect(row).toMatchObject({
          id: model.id,
          name: displayName(model.name),
          state: offer.state,
          context: offer.context_length,
          priceIn: perMillion(offer.pricing.prompt),
          priceOut: perMillion(offer.pricing.completion),
          priceState: offer.price_state,
          offers: model.offers.length,
        });
        expect(row.gateway?.slug).toBe(offer.gateway);
        expect(new Set(row.gateways.map((g) => g.slug))).toEqual(standing);
        expect(new Set(row.inputs)).toEqual(new Set(offer.architecture.input_modalities));
      });
    }
  });

  it("keeps the index within 30 bytes per offer, compressed", () => {
    const { packed, offers } = harness().catalog.snapshot();
    expect(packed.br.length / offers).toBeLessThan(30);
  });

  it("keeps the URL of the index when only times changed", async () => {
    const before = harness().catalog.snapshot();
    await harness().sync("groq");
    const after = harness().catalog.snapshot();
    expect(after).not.toBe(before);
    expect(after.packed.hash).toBe(before.packed.hash);
    expect(after.etag).not.toBe(before.etag);
  });
});
