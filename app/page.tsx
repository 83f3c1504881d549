import { StateLine } from "@/components/gateways/state-line";
import { ApiPanel } from "@/components/home/api-panel";
import { GatewayStrip } from "@/components/home/gateway-strip";
import { HeroSearch } from "@/components/home/hero-search";
import { PriceGapCard } from "@/components/home/price-gap";
import { recentModels } from "@/components/home/recent";
import { TopFigure, TopModels } from "@/components/home/top-models";
import { topRows } from "@/components/home/top-rows";
import { GatewayPile } from "@/components/ui/avatar";
import { getBackend } from "@/lib/client/get-backend";
import type { Gateway } from "@/lib/contract/gateway";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { agoText, contextText, costText, countOf } from "@/lib/models/format";
import { countedGateways } from "@/lib/models/gateway-names";
import { widestGap } from "@/lib/models/price-gap";
import type { ModelRow } from "@/lib/models/row";
import { countFacets } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";
import { usableModels } from "@/lib/models/usable";
import { baseUrl } from "./base-url";

const TOP = 6;
const CHANGES_READ = "60";

/** The front page: what this is, how much there is, what it shows, and the ways in. */
export default async function HomePage() {
  const backend = getBackend();
  const [{ index }, all, changes, base] = await Promise.all([
    backend.catalog(),
    backend.gateways(),
    backend.changes(new URLSearchParams({ kind: "new", limit: CHANGES_READ })).catch(() => null),
    baseUrl(),
  ]);
  const now = Date.now();
  const gateways = countedGateways(all);
  const { facets } = countFacets(index, EMPTY_QUERY, Number.NaN, "usable");
  const most = topRows(index, { sort: { key: "gateways", reversed: false } }, TOP);
  const recent = recentModels(index, changes, TOP, now);
  return (
    <div className="page grid grid-cols-1 gap-7 pb-4">
      <Hero index={index} gateways={gateways} now={now} />
      <section aria-label="Gateways">
        <GatewayStrip gateways={gateways} counts={facets.gateways} />
      </section>
      <TopLists index={index} most={most} recent={recent} now={now} />
      <ApiPanel base={`${base}/v1`} model={most[0]?.id ?? "openai/gpt-oss-120b"} />
    </div>
  );
}

interface HeroProps {
  index: SearchIndex;
  gateways: readonly Gateway[];
  now: number;
}

/** What this is, how much there is, and one example of why it helps. */
function Hero({ index, gateways, now }: HeroProps) {
  const usable = usableModels(index);
  const gap = widestGap(index);
  const what =
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
          {`Compare price, context, and speed ${what}. Chat with them here, or call them all through one API.`}
        </p>
        <HeroSearch models={usable.count} />
      </div>
      {gap && <PriceGapCard gap={gap} />}
    </div>
  );
}

interface TopListsProps {
  index: SearchIndex;
  most: readonly ModelRow[];
  recent: ReturnType<typeof recentModels>;
  now: number;
}

/** Three short lists of models; where nothing was added lately, those with the longest context. */
function TopLists({ index, most, recent, now }: TopListsProps) {
  const abilities = ["tools"];
  const cheapest = topRows(index, { abilities, prices: ["-free"], sort: { key: "month", reversed: false } }, TOP);
  return (
    <div className="grid grid-cols-1 gap-5 md:grid-cols-2 lg:grid-cols-3">
      <TopModels
        title="On the most gateways"
        icon="server"
        all="/models?sort=gateways"
        rows={most}
        fact={(row) => <GatewayPile gateways={row.gateways} max={3} />}
      />
      <TopModels
        title="Cheapest with tools"
        icon="wallet"
        all="/models?ability=tools&price=-free&sort=month"
        rows={cheapest}
        fact={({ month }) => <TopFigure text={month === null ? "–" : `$${costText(month)}`} unit="a month" />}
      />
      {recent.length > 0 ? (
        <TopModels
          title="Recently added"
          icon="history"
          all="/changes?kind=new"
          rows={recent.map(({ row }) => row)}
          fact={({ id }) => (
            <span className="text-note text-text-3">
              {agoText(recent.find(({ row }) => row.id === id)?.at ?? now, now)}
            </span>
          )}
        />
      ) : (
        <TopModels
          title="Longest context"
          icon="scroll-text"
          all="/models?sort=context"
          rows={topRows(index, { sort: { key: "context", reversed: false } }, TOP)}
          fact={({ context }) => <TopFigure text={context === null ? "–" : contextText(context)} unit="tokens" />}
        />
      )}
    </div>
  );
}
