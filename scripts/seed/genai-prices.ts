import { findProvider } from "@pydantic/genai-prices";
import { z } from "zod";
import { perMillion } from "@/lib/models/price";
import { realIds } from "./genai-ids";
import { Match, matches } from "./match";
import type { Dropped, Merged } from "./merge";
import { checkInstalled, type Gateway, GENAI_PRICES } from "./sources";

/** USD per 1M tokens, or an object with the base price and its long-prompt tiers. Other keys are other units. */
const Figure = z.union([z.number(), z.object({ base: z.number() }).transform(({ base }) => base)]);
const Prices = z.record(z.string(), Figure);
const Dated = z.object({
  constraint: z.object({ type: z.string(), start_date: z.string().optional() }).optional(),
  prices: Prices,
});
const Entry = z.object({ id: z.string().min(1), match: Match, prices: z.union([z.array(Dated), Prices]) });
type Entry = z.infer<typeof Entry>;

/** The table's price lists of our gateways, by their names in the table. */
const TABLES: readonly (readonly [Gateway, string])[] = [
  ["openrouter", "openrouter"],
  ["together", "together"],
  ["google", "google"],
  ["fireworks", "fireworks"],
  ["xai", "x-ai"],
  ["groq", "groq"],
  ["cerebras", "cerebras"],
  ["novita", "novita"],
];

/** A price that differs in the table, in USD per 1M tokens. */
interface OtherPrice {
  gateway: Gateway;
  id: string;
  ours: string;
  theirs: string;
}

/**
 * The table that prices are compared with. It keeps offers that no longer exist, for old bills, and therefore knows
 * their IDs.
 */
export class PriceTable {
  readonly #tables: ReadonlyMap<Gateway, readonly Entry[]>;

  constructor() {
    checkInstalled(GENAI_PRICES);
    this.#tables = new Map(
      TABLES.map(([gateway, providerId]) => [gateway, z.array(Entry).parse(findProvider({ providerId })?.models)]),
    );
  }

  /** The gateways' IDs that have a price in the table. */
  ids(): Dropped[] {
    return [...this.#tables].flatMap(([gateway, entries]) =>
      [...new Set(entries.flatMap((entry) => realIds(gateway, entry)))].map((id) => ({ gateway, id, last_seen: null })),
    );
  }

  /** The offers whose known price differs from the table's. */
  disagreements(offers: readonly Merged[]): { compared: number; others: OtherPrice[] } {
    let compared = 0;
    const others: OtherPrice[] = [];
    for (const { gateway, id, price } of offers) {
      const entry = this.#tables.get(gateway)?.find(({ match }) => matches(match, id));
      const table = entry && inEffect(entry);
      if (price?.price_state !== "known" || table?.input_mtok === undefined || table.output_mtok === undefined)
        continue;
      compared++;
      const ours = [perMillion(price.pricing.prompt), perMillion(price.pricing.completion)].join(" / ");
      const theirs = [table.input_mtok, table.output_mtok].join(" / ");
      if (ours !== theirs) others.push({ gateway, id, ours, theirs });
    }
    return { compared, others };
  }
}

function inEffect({ prices }: Entry): z.infer<typeof Prices> {
  if (!Array.isArray(prices)) return prices;
  const begun = prices.filter(
    ({ constraint }) =>
      !constraint || (constraint.start_date !== undefined && constraint.start_date <= GENAI_PRICES.as_of),
  );
  return begun.at(-1)?.prices ?? {};
}
