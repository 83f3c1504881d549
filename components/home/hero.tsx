import { StateLine } from "@/components/gateways/state-line";
import type { Gateway } from "@/lib/contract/gateway";
import { countOf } from "@/lib/models/format";
import { widestGap } from "@/lib/models/price-gap";
import type { SearchIndex } from "@/lib/models/search-index";
import { usableModels } from "@/lib/models/usable";
import { HeroSearch } from "./hero-search";
import { PriceGapCard } from "./price-gap";

interface HeroProps {
  index: SearchIndex;
  gateways: readonly Gateway[];
  now: number;
}

/** The claim, the counts, the search, and a price gap as an example. */
export function Hero({ index, gateways, now }: HeroProps) {
  const usable = usableModels(index);
  const gap = widestGap(index);
  const subject =
    usable.count > 0
      ? `for ${countOf(usable.count, "model")} and ${countOf(usable.offers, "offer")} on ${countOf(gateways.length, "gateway")}`
      : "of AI models across gateways";
  return (
    <div className="grid grid-cols-1 items-center gap-x-16 gap-y-10 max-md:gap-y-6 pt-7 pb-6 md:pt-10 lg:grid-cols-[minmax(0,1.08fr)_minmax(0,1fr)] lg:pt-18 lg:pb-9">
      <div>
        <StateLine gateways={gateways} now={now} />
        <h1 className="pt-5 pb-4 text-hero-phone md:text-hero">
          Find the best place <br className="max-sm:hidden" />
          to run any AI model
        </h1>
        <p className="max-w-[38rem] pb-7 text-lead text-text-2 max-md:pb-5 max-md:text-chat">
          {`Compare price, context, and speed ${subject}. Chat with them here, or call them all through one API.`}
        </p>
        <HeroSearch models={usable.count} />
      </div>
      {gap && <PriceGapCard gap={gap} />}
    </div>
  );
}
