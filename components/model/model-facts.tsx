import { shownPrice } from "@/components/ui/price";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import { bestOffers, shownSpeed } from "@/lib/models/best-offers";
import { capabilitiesOf, missingCapabilities } from "@/lib/models/capabilities";
import { countText, dayText, speedText } from "@/lib/models/format";
import { isUsable, primaryOffers } from "@/lib/models/merge";
import { perMillion } from "@/lib/models/price";
import { releasedAt } from "@/lib/models/released";
import { Fact } from "./fact";

/** The facts of a model in one line. Every figure that belongs to one offer says which. */
export function ModelFacts({ model, gateways }: { model: Model; gateways: readonly Gateway[] }) {
  const { cheapest, fastest } = bestOffers(model.offers);
  const nameOf = (slug: string | undefined) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  const price = priceFact(model, cheapest.first);
  const { input_modalities: inputs, output_modalities: outputs } = model.architecture;
  const standing = primaryOffers(model.offers);
  const longest = standing.reduce((max, o) => Math.max(max, o.context_length ?? 0), 0);
  const speed = fastest.first && shownSpeed(fastest.first);
  const released = releasedAt(model.id, model.offers);
  return (
    <dl className="flex flex-wrap gap-x-7 gap-y-3">
      <Fact name="Context, up to" title="tokens, the longest of all offers that can be used">
        {longest > 0 ? countText(longest) : "unknown"}
      </Fact>
      <Fact
        name={`In / out per 1M${price.how && `, ${price.how}`}`}
        title={price.title}
        note={price.offer && [nameOf(price.offer.gateway), ...price.ended].join(", ")}
      >
        {price.text}
        {price.how === "in doubt" && <span className="text-warn"> ?</span>}
      </Fact>
      {speed !== null && (
        <Fact name="Fastest" note={nameOf(fastest.first?.gateway)}>
          {speedText(speed)} t/s
        </Fact>
      )}
      <Fact name="Accepts → gives">
        {inputs.join(", ") || "unknown"} → {outputs.join(", ") || "unknown"}
      </Fact>
      <Fact
        name="Abilities"
        title="what at least one offer that can be used can do"
        note={missingText(missingCapabilities(standing))}
      >
        {capabilitiesOf(standing).join(", ") || "none said"}
      </Fact>
      <Fact name="Released">{released === null ? "unknown" : dayText(released * 1_000)}</Fact>
      <Fact name="Offers" note={`at ${model.source_gateways.length} of ${gateways.length} gateways`}>
        {model.offers.length}
      </Fact>
    </dl>
  );
}

/** What is denied, and what nobody says; undefined where all is there. */
function missingText({ denied, unlisted }: ReturnType<typeof missingCapabilities>): string | undefined {
  const parts = [
    ...(denied.length > 0 ? [`no ${denied.join(", ")}`] : []),
    ...(unlisted.length > 0 ? [`not listed: ${unlisted.join(", ")}`] : []),
  ];
  return parts.join("; ") || undefined;
}

/**
 * What a model costs, and how that is meant: from that price on, the last price of an offer that has ended, or one in
 * doubt. Without a price to trust it is that of the offer whose facts stand for the model.
 */
function priceFact(model: Model, cheapest: ModelOffer | null) {
  const offer = cheapest ?? model.offers.find((o) => o.gateway === model.source_gateway);
  const side = (name: "prompt" | "completion") =>
    shownPrice(perMillion(offer?.pricing[name]), offer?.price_state ?? "unknown", offer?.price_doubt ?? false);
  const [input, output] = [side("prompt"), side("completion")];
  if (!offer || (input.text === "–" && output.text === "–")) return { text: "unknown", how: "", ended: [] };
  const ended = isUsable(offer.state) ? [] : [offer.state];
  const how = input.doubt || output.doubt ? "in doubt" : ended.length > 0 ? "last" : cheapest ? "from" : "";
  const title = [input, output].find(({ doubt, figure }) => doubt || !figure)?.title;
  const [a, b] = [input, output].map(({ text, figure }) => (figure ? `$${text}` : text));
  return { text: a === b && !input.figure ? a : `${a} / ${b}`, how, title, offer, ended };
}
