import { outlierText } from "@/components/model/outlier";
import { Avatar } from "@/components/ui/avatar";
import { DoubtMark } from "@/components/ui/figure";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { DOUBT, shownPrice } from "@/components/ui/price";
import { Tag } from "@/components/ui/tag";
import type { Model } from "@/lib/contract/model";
import { hasFreeTier, pricedOffer } from "@/lib/models/best-offers";
import { contextText, displayName } from "@/lib/models/format";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { authorName } from "@/lib/models/identity/author-names";
import { isPriceUnlikely, offerFactors } from "@/lib/models/offer-factors";
import { perMillion } from "@/lib/models/price";

const ICONS: readonly (readonly [keyof Model["capabilities"], IconName])[] = [
  ["tools", "wrench"],
  ["reasoning", "brain"],
  ["vision", "eye"],
];

/** A model in the picker: logo, name, author, context, capabilities, and its input and output price per 1M tokens. */
export function ModelOption({ model, taken, chosen }: { model: Model; taken: boolean; chosen: boolean }) {
  const { name } = model;
  const author = authorName(model.owned_by);
  const offer = pricedOffer(model);
  const { context_length: context, capabilities, pricing, price_state, price_doubt } = offer ?? model;
  const [input, output] = [pricing.prompt, pricing.completion].map((price) =>
    shownPrice(perMillion(price), price_state, price_doubt),
  );
  const factors = offer && offerFactors(model.offers)[model.offers.indexOf(offer)];
  const unlikely = factors && isPriceUnlikely(factors);
  const unlikelyText = unlikely ? (outlierText(factors.prompt) ?? outlierText(factors.completion)) : undefined;
  const doubt = price_doubt ? DOUBT : unlikelyText;
  const price = input?.figure && output?.figure ? `$${input.text} / $${output.text}` : input?.text;
  return (
    <span className="flex min-h-12 w-full min-w-0 items-center gap-2.75 py-1">
      <Avatar of={author} name={name} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{displayName(name)}</span>
          {chosen && !taken && <Icon name="check" size={14} className="text-accent" />}
          {price_state !== "free" && hasFreeTier(model) && <Tag tone="good">Free tier</Tag>}
        </span>
        <span className="block truncate text-tiny text-text-3">
          {[authorLabel(author), context === null ? null : contextText(context)].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="flex gap-1.5 text-text-3 max-md:hidden">
        {ICONS.map(([capability, icon]) => (
          <Icon key={capability} name={icon} size={14} className={capabilities[capability] ? "" : "invisible"} />
        ))}
      </span>
      <span className="flex-none text-right text-note whitespace-nowrap md:min-w-34">
        {doubt && input?.figure && !taken && <DoubtMark reason={doubt} />}
        {taken ? "Added" : price}
      </span>
    </span>
  );
}
