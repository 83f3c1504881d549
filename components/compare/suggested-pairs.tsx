import { topRows } from "@/components/home/top-rows";
import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { comparePath } from "@/lib/models/compare-ids";
import type { SearchIndex } from "@/lib/models/search-index";

const MAX_PAIRS = 3;

/** Suggested comparisons: the models on the most gateways, in pairs. */
export function SuggestedPairs({ index, rest }: { index: SearchIndex; rest: string }) {
  const rows = topRows(index, { sort: { key: "gateways", reversed: false } }, 2 * MAX_PAIRS);
  const pairs = Array.from({ length: Math.floor(rows.length / 2) }, (_, pair) => rows.slice(2 * pair, 2 * pair + 2));
  if (pairs.length === 0) return null;
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs" className="mb-2.5">
        Suggested comparisons
      </h2>
      <ul className="grid grid-cols-1 gap-3 md:grid-cols-3">
        {pairs.map((pair) => (
          <li key={pair.map(({ id }) => id).join(" ")}>
            <Link
              href={comparePath(pair.map(({ id }) => id)) + rest}
              className="flex items-center gap-3 rounded-panel border border-line p-4 hover:bg-panel"
            >
              <span className="grid min-w-0 flex-1 gap-2.5">
                {pair.map(({ id, name, author }, index) => (
                  <span key={id} className="flex min-w-0 items-center gap-2.75 font-medium">
                    {index > 0 && <span className="sr-only"> and </span>}
                    <Avatar of={author} name={name} size={24} />
                    <span className="truncate">{name}</span>
                  </span>
                ))}
              </span>
              <Icon name="arrow-right" size={14} className="text-text-3" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
