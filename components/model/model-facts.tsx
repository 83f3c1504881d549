import { ICONS } from "@/components/models/facet-value";
import { Fact, FactStrip } from "@/components/ui/fact";
import { DoubtMark } from "@/components/ui/figure";
import { Icon } from "@/components/ui/icon";
import { DOUBT, shownPrice } from "@/components/ui/price";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import { bestOffers, pricedOffer, shownSpeed } from "@/lib/models/best-offers";
import { capabilitiesOf } from "@/lib/models/capabilities";
import { contextText, countOf, countText, dayText, speedText } from "@/lib/models/format";
import { offerFactors } from "@/lib/models/offer-factors";
import { perMillion } from "@/lib/models/price";
import { primaryOffers } from "@/lib/models/primary-offers";
import { releasedAt } from "@/lib/models/released";
import { capabilityWords } from "./capability-words";
import { outlierText } from "./outlier";

/** The figures of a model in one strip. Each figure of a single offer names its gateway. */
export function ModelFacts({ model, gateways }: { model: Model; gateways: readonly Gateway[] }) {
  const { cheapest, fastest } = bestOffers(model.offers);
  const nameOf = (slug: string | undefined) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  const price = priceFact(model, cheapest.first !== null);
  const primary = primaryOffers(model.offers);
  const maxOf = (read: (offer: ModelOffer) => number | null) => Math.max(0, ...primary.map((o) => read(o) ?? 0));
  const speed = fastest.first && shownSpeed(fastest.first);
  const capabilities = capabilitiesOf(primary);
  const released = releasedAt(model);
  return (
    <FactStrip label="Figures">
      <Fact
        name={PRICE_NAMES[price.how]}
        title={price.title}
        wide
        note={price.offer && [nameOf(price.offer.gateway), ...price.ended].join(", ")}
      >
        {price.warning && <DoubtMark reason={price.warning} />}
        {price.text}
      </Fact>
      <Fact
        name="Gateways"
        note={model.offers.length === model.source_gateways.length ? undefined : countOf(model.offers.length, "offer")}
      >
        {model.source_gateways.length}
      </Fact>
      <TokensFact name="Context" tokens={maxOf((offer) => offer.context_length)} />
      <TokensFact name="Max output" tokens={maxOf((offer) => offer.max_output_length)} />
      {speed !== null && (
        <Fact name="Fastest" note={`tokens/s on ${nameOf(fastest.first?.gateway)}`}>
          {speedText(speed)}
        </Fact>
      )}
      <Fact name="Capabilities" title="Supported by at least one usable offer" wide>
        <span className="flex flex-wrap items-center gap-x-1.5">
          {capabilities.map((name) => {
            const icon = ICONS[name];
            return icon && <Icon key={name} name={icon} className="text-text-2" />;
          })}
          <span className="text-note font-normal text-text-2">{capabilityWords(capabilities) || "Not listed"}</span>
        </span>
      </Fact>
      <Fact name="Released">{released === null ? "Unknown" : dayText(released * 1_000)}</Fact>
    </FactStrip>
  );
}

/** The highest limit of all usable offers. */
function TokensFact({ name, tokens }: { name: string; tokens: number }) {
  if (tokens === 0) return <Fact name={name}>Unknown</Fact>;
  return (
    <Fact name={name} title={`Up to ${countText(tokens)} tokens`} note="tokens">
      {contextText(tokens)}
    </Fact>
  );
}

const PRICE_NAMES = {
  from: "From, per 1M tokens",
  last: "Last price, per 1M tokens",
  "in doubt": "Unconfirmed, per 1M tokens",
  "": "Per 1M tokens",
};

/**
 * A model's price and its label: the lowest price, the last price of an offer that has ended, or a doubtful one.
 * Without a reliable price, that of the representative offer.
 */
function priceFact(model: Model, hasCheapest: boolean) {
  const offer = pricedOffer(model);
  const side = (name: "prompt" | "completion") =>
    shownPrice(perMillion(offer?.pricing[name]), offer?.price_state ?? "unknown", offer?.price_doubt ?? false);
  const [input, output] = [side("prompt"), side("completion")];
  if (!offer || (input.text === "–" && output.text === "–"))
    return { text: "Unknown", how: "" as const, ended: [], warning: undefined };
  const ended = isUsable(offer.state) ? [] : [offer.state];
  const how: keyof typeof PRICE_NAMES =
    input.doubt || output.doubt ? "in doubt" : ended.length > 0 ? "last" : hasCheapest ? "from" : "";
  const title = [input, output].find(({ doubt, figure }) => doubt || !figure)?.title;
  const [a, b] = [input, output].map(({ text, figure }) => (figure ? `$${text}` : text));
  const { prompt, completion } = offerFactors(model.offers)[model.offers.indexOf(offer)] ?? {};
  const warning = how === "in doubt" ? DOUBT : (outlierText(prompt) ?? outlierText(completion));
  return { text: a === b && !input.figure ? a : `${a} / ${b}`, how, title, offer, ended, warning };
}
