import { ApiPanel } from "@/components/home/api-panel";
import { GatewayStrip } from "@/components/home/gateway-strip";
import { Hero } from "@/components/home/hero";
import { recentModels } from "@/components/home/recent";
import { MAX_LISTED, TopLists } from "@/components/home/top-lists";
import { topRows } from "@/components/home/top-rows";
import { getBackend } from "@/lib/client/get-backend";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { countedGateways } from "@/lib/models/gateway-names";
import { countFacets } from "@/lib/models/search";
import { baseUrl } from "./base-url";

const CHANGES_READ = "60";

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
  const popular = topRows(index, { sort: { key: "gateways", reversed: false } }, MAX_LISTED);
  const recent = recentModels(index, changes, MAX_LISTED, now);
  return (
    <div className="page grid grid-cols-1 gap-7 pb-4">
      <Hero index={index} gateways={gateways} now={now} />
      <section aria-label="Gateways">
        <GatewayStrip gateways={gateways} counts={facets.gateways} />
      </section>
      <TopLists index={index} popular={popular} recent={recent} now={now} />
      <ApiPanel base={`${base}/v1`} model={popular[0]?.id ?? "openai/gpt-oss-120b"} />
    </div>
  );
}
