import { GatewayPile } from "@/components/ui/avatar";
import { agoText, contextText, costText } from "@/lib/models/format";
import type { ModelRow } from "@/lib/models/row";
import type { SearchIndex } from "@/lib/models/search-index";
import type { recentModels } from "./recent";
import { TopFigure, TopModels } from "./top-models";
import { topRows } from "./top-rows";

export const MAX_LISTED = 6;

interface TopListsProps {
  index: SearchIndex;
  popular: readonly ModelRow[];
  recent: ReturnType<typeof recentModels>;
  now: number;
}

/** With fewer recent additions, their list would look empty. */
const MIN_RECENT = 3;

/** Three short lists of models; without enough recent additions, the third has the longest contexts. */
export function TopLists({ index, popular, recent, now }: TopListsProps) {
  const abilities = ["tools"];
  const cheapest = topRows(
    index,
    { abilities, prices: ["-free"], sort: { key: "month", reversed: false } },
    MAX_LISTED,
  );
  return (
    <div className="grid grid-cols-1 gap-5 md:grid-cols-2 lg:grid-cols-3">
      <TopModels
        title="On the most gateways"
        icon="server"
        all="/models?sort=gateways"
        rows={popular}
        fact={(row) => <GatewayPile gateways={row.gateways} max={3} />}
      />
      <TopModels
        title="Cheapest with tools"
        icon="wallet"
        all="/models?ability=tools&price=-free&sort=month"
        rows={cheapest}
        fact={(row) => (
          <TopFigure
            text={row.month === null ? "–" : `$${costText(row.month)}`}
            unit="a month"
            doubt={row.priceWarning}
          />
        )}
      />
      {recent.length >= MIN_RECENT ? (
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
          rows={topRows(index, { sort: { key: "context", reversed: false } }, MAX_LISTED)}
          fact={({ context }) => <TopFigure text={context === null ? "–" : contextText(context)} unit="tokens" />}
        />
      )}
    </div>
  );
}
