import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { shownPrice } from "@/components/ui/price";
import type { Model } from "@/lib/contract/model";
import { contextText, displayName } from "@/lib/models/format";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { authorName } from "@/lib/models/identity/author-names";
import { perMillion } from "@/lib/models/price";

const ICONS: readonly (readonly [keyof Model["capabilities"], IconName])[] = [
  ["tools", "wrench"],
  ["reasoning", "brain"],
  ["vision", "eye"],
];

/** A model in the picker: logo, name, author, context, capabilities, and its input and output price per 1M tokens. */
export function ModelOption({ model, taken, chosen }: { model: Model; taken: boolean; chosen: boolean }) {
  const { name, context_length: context, pricing, price_state, price_doubt } = model;
  const author = authorName(model.owned_by);
  const [input, output] = [pricing.prompt, pricing.completion].map((price) =>
    shownPrice(perMillion(price), price_state, price_doubt),
  );
  const price = input?.figure && output?.figure ? `$${input.text} / $${output.text}` : input?.text;
  return (
    <span className="flex min-h-12 w-full min-w-0 items-center gap-2.75 py-1">
      <Avatar of={author} name={name} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{displayName(name)}</span>
        <span className="block truncate text-tiny text-text-3">
          {[authorLabel(author), context === null ? null : contextText(context)].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="flex gap-1.5 text-text-3 max-md:hidden">
        {ICONS.map(([capability, icon]) =>
          model.capabilities[capability] ? <Icon key={capability} name={icon} size={14} /> : null,
        )}
      </span>
      {price_doubt && input?.figure && <Icon name="triangle-alert" size={14} className="text-warn" />}
      <span className="flex-none text-right text-note whitespace-nowrap md:min-w-24">{taken ? "Added" : price}</span>
      {chosen && !taken && <Icon name="check" className="text-accent" />}
    </span>
  );
}
