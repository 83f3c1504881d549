import type { Model } from "@/lib/contract/model";
import { isUsable } from "@/lib/contract/states";
import { modelPath } from "@/lib/models/ids";
import { perMillion } from "@/lib/models/price";
import { releasedAt } from "@/lib/models/released";

const PER = 1_000_000;

/** The model for search engines: its facts, the price of a million tokens, and its breadcrumb. */
export function JsonLd({ model, base }: { model: Model; base: string }) {
  const url = base + modelPath(model.id);
  const released = releasedAt(model);
  const data = [
    {
      "@context": "https://schema.org",
      "@type": "SoftwareApplication",
      name: model.name,
      identifier: model.id,
      url,
      applicationCategory: "AI model",
      operatingSystem: "any",
      author: { "@type": "Organization", name: model.owned_by },
      ...(model.description ? { description: model.description.slice(0, 300) } : {}),
      ...(released === null ? {} : { datePublished: new Date(released * 1_000).toISOString().slice(0, 10) }),
      ...offersOf(model),
    },
    {
      "@context": "https://schema.org",
      "@type": "BreadcrumbList",
      itemListElement: [
        { "@type": "ListItem", position: 1, name: "Models", item: `${base}/models` },
        { "@type": "ListItem", position: 2, name: model.name, item: url },
      ],
    },
  ];
  // "<" could close the element; JSON parsers decode the escape.
  const text = JSON.stringify(data).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without any "<" in it.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}

/** The lowest and highest known input price; empty if none is known. */
function offersOf({ offers }: Model) {
  const prices = offers.flatMap((offer) => {
    const price = perMillion(offer.pricing.prompt);
    return price === null || offer.price_doubt || !isUsable(offer.state) ? [] : [price];
  });
  if (prices.length === 0) return {};
  return {
    offers: {
      "@type": "AggregateOffer",
      priceCurrency: "USD",
      lowPrice: Math.min(...prices),
      highPrice: Math.max(...prices),
      offerCount: offers.length,
      description: `USD for ${PER} input tokens`,
    },
  };
}
