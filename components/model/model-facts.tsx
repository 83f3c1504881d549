import { Icon } from "@/components/ui/icon";
import { shownPrice } from "@/components/ui/price";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import { bestOffers, shownSpeed } from "@/lib/models/best-offers";
import { capabilitiesOf, missingCapabilities } from "@/lib/models/capabilities";
import { countOf, countText, dayText, speedText } from "@/lib/models/format";
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
    <dl className="grid grid-cols-2 gap-x-4 rounded-panel border border-line px-4 py-2 md:flex md:flex-wrap md:p-0">
      <Fact name="Context" title="The longest context of all usable offers, in tokens">
        {longest > 0 ? countText(longest) : "Unknown"}
      </Fact>
      <Fact
        name={PRICE_NAMES[price.how]}
        title={price.title}
        note={price.offer && [nameOf(price.offer.gateway), ...price.ended].join(", ")}
      >
        {price.text}
        {price.how === "in doubt" && (
          <span className="ml-1.5 text-warn">
            <Icon name="triangle-alert" size={14} />
          </span>
        )}
      </Fact>
      {speed !== null && (
        <Fact name="Fastest" note={nameOf(fastest.first?.gateway)}>
          {speedText(speed)} tokens/s
        </Fact>
      )}
      <Fact name="Input">{inputs.join(", ") || "Unknown"}</Fact>
      <Fact name="Output">{outputs.join(", ") || "Unknown"}</Fact>
      <Fact
        name="Capabilities"
        title="Supported by at least one usable offer"
        note={missingText(missingCapabilities(standing))}
      >
        {named(capabilitiesOf(standing)) || "Not listed"}
      </Fact>
      <Fact name="Released">{released === null ? "Unknown" : dayText(released * 1_000)}</Fact>
      <Fact name="Gateways" note={countOf(model.offers.length, "offer")}>
        {model.source_gateways.length}
      </Fact>
    </dl>
  );
}

/** What the price of a model is called. */
const PRICE_NAMES = {
  from: "From, per 1M tokens",
  last: "Last price, per 1M tokens",
  "in doubt": "Unconfirmed, per 1M tokens",
  "": "Per 1M tokens",
};

const CAPABILITY_NAMES: Readonly<Record<string, string>> = { vision: "image input", json: "JSON" };

function named(capabilities: readonly string[]): string {
  return capabilities.map((name) => CAPABILITY_NAMES[name] ?? name).join(", ");
}

/** What is denied, and what nobody says; undefined where all is there. */
function missingText({ denied, unlisted }: ReturnType<typeof missingCapabilities>): string | undefined {
  const parts = [
    ...(denied.length > 0 ? [`no ${named(denied)}`] : []),
    ...(unlisted.length > 0 ? [`not listed: ${named(unlisted)}`] : []),
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
  if (!offer || (input.text === "–" && output.text === "–")) return { text: "Unknown", how: "" as const, ended: [] };
  const ended = isUsable(offer.state) ? [] : [offer.state];
  const how: keyof typeof PRICE_NAMES =
    input.doubt || output.doubt ? "in doubt" : ended.length > 0 ? "last" : cheapest ? "from" : "";
  const title = [input, output].find(({ doubt, figure }) => doubt || !figure)?.title;
  const [a, b] = [input, output].map(({ text, figure }) => (figure ? `$${text}` : text));
  return { text: a === b && !input.figure ? a : `${a} / ${b}`, how, title, offer, ended };
}
