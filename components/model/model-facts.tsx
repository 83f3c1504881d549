import { shownPrice } from "@/components/ui/price";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { bestOffers } from "@/lib/models/best-offers";
import { countText, dayText, speedText } from "@/lib/models/format";
import { abilityBits } from "@/lib/models/pack";
import { perMillion } from "@/lib/models/price";
import { ABILITIES } from "@/lib/models/search-index";
import { Fact } from "./fact";

/** The facts of a model in one line. Every figure that belongs to one offer says which. */
export function ModelFacts({ model, gateways }: { model: Model; gateways: readonly Gateway[] }) {
  const { cheapest, fastest } = bestOffers(model.offers);
  const from = cheapest ?? model.offers.find((o) => o.gateway === model.source_gateway);
  const nameOf = (slug: string | undefined) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  const price = (side: "prompt" | "completion") => {
    const { text, figure } = shownPrice(perMillion(from?.pricing[side]), from?.price_state ?? "unknown", false);
    return figure ? `$${text}` : text;
  };
  const [input, output] = [price("prompt"), price("completion")];
  const { input_modalities: inputs, output_modalities: outputs } = model.architecture;
  const bits = model.offers.reduce((sum, o) => sum | abilityBits(o.supported_parameters), 0);
  const abilities = ABILITIES.filter((_, i) => (bits >> i) & 1);
  const longest = model.offers.reduce((max, o) => Math.max(max, o.context_length ?? 0), 0);
  const speed = fastest?.tokens_per_second ?? null;
  return (
    <dl className="flex flex-wrap gap-x-7 gap-y-3">
      <Fact name="Context, up to" title="tokens, the longest of all offers">
        {longest > 0 ? countText(longest) : "unknown"}
      </Fact>
      <Fact name="In / out per 1M, from" note={cheapest ? nameOf(cheapest.gateway) : undefined}>
        {input === output && !input.startsWith("$") ? (input === "–" ? "unknown" : input) : `${input} / ${output}`}
      </Fact>
      {speed !== null && (
        <Fact name="Fastest" note={nameOf(fastest?.gateway)}>
          {speedText(speed)} t/s
        </Fact>
      )}
      <Fact name="Accepts → gives">
        {inputs.join(", ") || "unknown"} → {outputs.join(", ") || "unknown"}
      </Fact>
      <Fact name="Abilities" title="what at least one offer can do">
        {abilities.join(", ") || "none said"}
      </Fact>
      <Fact name="Released">{model.created === null ? "unknown" : dayText(model.created * 1_000)}</Fact>
      <Fact name="Offers" note={`at ${model.source_gateways.length} of ${gateways.length} gateways`}>
        {model.offers.length}
      </Fact>
    </dl>
  );
}
