import type { Offer } from "@/lib/contract/offer";
import type { PriceWindow, Pricing } from "@/lib/contract/pricing";
import { countText, priceText } from "./format";
import { perMillion } from "./price";
import { hoursOf, UTC_DAYS } from "./price-schedule";
import type { IndexedPrice } from "./search-index";

const EVERY_DAY = (1 << UTC_DAYS.length) - 1;

/** When a window applies: `01:00–04:00 UTC`, `all day on saturday and sunday UTC`. */
function hoursText({ start, end, days }: { start: number; end: number; days: number }): string {
  const clock = (time: number) =>
    `${String(Math.floor(time / 100)).padStart(2, "0")}:${String(time % 100).padStart(2, "0")}`;
  const hours = start === end ? "all day" : `${clock(start)}–${clock(end)}`;
  const named = UTC_DAYS.filter((_, day) => (days >> day) & 1).map((day) => day.charAt(0).toUpperCase() + day.slice(1));
  return `${hours}${days === EVERY_DAY ? "" : ` on ${named.join(", ")}`} UTC`;
}

/** When a price is lower or higher than the standard one, as text; null when one price applies all day. */
export function priceHoursText({ in: input, out: output, windows }: IndexedPrice): string | null {
  const moved = (sign: number) =>
    windows.filter((window) => {
      const moves = [(window.in ?? 0) - (input ?? 0), (window.out ?? 0) - (output ?? 0)].map(Math.sign);
      return moves.includes(sign) && !moves.includes(-sign);
    });
  const mixed = windows.filter((window) => !moved(1).includes(window) && !moved(-1).includes(window));
  const parts = [
    ["lower", moved(-1)],
    ["higher", moved(1)],
    ["other", mixed.filter((window) => window.in !== input || window.out !== output)],
  ] as const;
  const texts = parts
    .filter(([, held]) => held.length > 0)
    .map(([word, held]) => `${word} ${held.map(hoursText).join(", ")}`);
  return texts.length > 0 ? texts.join("; ") : null;
}

/** An offer's additional prices for input or output: cached, long prompts, certain hours, other kinds of tokens. */
export function furtherPrices(pricing: Offer["pricing"], side: "prompt" | "completion"): string[] {
  const figure = (value: string | null | undefined, text: (price: string) => string) => {
    const usd = perMillion(value);
    return usd === null ? [] : [text(`$${priceText(usd)}`)];
  };
  const tiers = (pricing.tiers ?? []).flatMap((tier) =>
    figure(tier[side], (price) => `${price} in calls with more than ${countText(tier.above)} tokens in`),
  );
  const windows = (pricing.windows ?? []).flatMap((window: PriceWindow) =>
    figure(window[side], (price) => `${price} ${hoursText(hoursOf(window))}`),
  );
  return [...otherParts(pricing, side), ...tiers, ...windows];
}

function otherParts(pricing: Pricing, side: "prompt" | "completion"): string[] {
  const parts: [keyof Pricing, string][] =
    side === "prompt"
      ? [
          ["input_cache_read", "cached"],
          ["input_cache_write", "cache write"],
          ["input_cache_write_1h", "cache write for 1 hour"],
          ["audio", "audio"],
        ]
      : [
          ["image_output", "images"],
          ["audio_output", "audio"],
        ];
  const texts = parts.flatMap(([key, name]) => {
    const price = perMillion(pricing[key] as string | null | undefined);
    return price === null ? [] : [`${name} $${priceText(price)}`];
  });
  const search = side === "prompt" && pricing.web_search ? [`web search $${Number(pricing.web_search)} each`] : [];
  return [...texts, ...search];
}
