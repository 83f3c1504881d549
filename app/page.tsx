import { StateLine } from "@/components/gateways/state-line";
import { GatewayStrip } from "@/components/home/gateway-strip";
import { StartLinks } from "@/components/home/start-links";
import { TopModels } from "@/components/home/top-models";
import { topRows } from "@/components/home/top-rows";
import { SearchForm } from "@/components/ui/search-form";
import { getBackend } from "@/lib/client/get-backend";
import { countText } from "@/lib/models/format";

const TOP = 6;

/** The front page: what this is, how much there is, and the doors to it. */
export default async function HomePage() {
  const [{ index, models, offers }, gateways] = await Promise.all([getBackend().catalog(), getBackend().gateways()]);
  return (
    <div className="page page-narrow grid grid-cols-1 gap-10 pt-10 pb-10 sm:pt-14">
      <section>
        <h1 className="max-w-[34rem] text-display-phone leading-[1.25] text-balance sm:text-display">
          One place to find, compare and use any AI model on any inference gateway
        </h1>
        <div className="mt-3 mb-6 flex flex-wrap items-center gap-x-4 gap-y-1 text-text-3">
          <p>
            <b className="font-medium text-text">{countText(models)}</b> models ·{" "}
            <b className="font-medium text-text">{countText(offers)}</b> offers ·{" "}
            <b className="font-medium text-text">{gateways.length}</b> gateways
          </p>
          <StateLine gateways={gateways} now={Date.now()} />
        </div>
        <SearchForm />
      </section>
      <StartLinks />
      <section>
        <h2 className="mb-1.5">Gateways</h2>
        <GatewayStrip gateways={gateways} />
      </section>
      <div className="grid grid-cols-1 gap-10 md:grid-cols-2">
        <TopModels
          title="Most widely served"
          all="/models?sort=gateways"
          fact="gateways"
          rows={topRows(index, "gateways", TOP)}
        />
        <TopModels title="Newest" all="/models?sort=released" fact="released" rows={topRows(index, "released", TOP)} />
      </div>
    </div>
  );
}
