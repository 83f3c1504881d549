import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import type { Change, ChangeKind } from "@/lib/contract/change";
import type { Gateway } from "@/lib/contract/gateway";
import { changeText, kindText } from "@/lib/models/changes";
import { dayText } from "@/lib/models/format";
import { authorName } from "@/lib/models/identity/author-names";
import { modelPath } from "@/lib/models/ids";

const GOOD: readonly ChangeKind[] = ["new", "cheaper", "longer", "returned"];
const BAD: readonly ChangeKind[] = ["gone", "dearer", "shorter"];
const ICONS: Partial<Record<ChangeKind, IconName>> = { cheaper: "trending-down", dearer: "trending-up" };

interface ChangeListProps {
  changes: readonly Change[];
  gateways: readonly Gateway[];
}

/** Changes under the days they were seen on, the newest first. */
export function ChangeListView({ changes, gateways }: ChangeListProps) {
  const days = new Map<string, Change[]>();
  for (const change of changes) {
    const day = change.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), change]);
  }
  return (
    <div className="grid grid-cols-1 gap-6">
      {[...days].map(([day, list]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="mb-2 text-cell text-text-2">
            {dayText(Date.parse(day))}
          </h2>
          <ul className="divide-y divide-line rounded-panel border border-line">
            {list.map((change) => (
              <ChangeItem key={change.id} change={change} gateway={gateways.find((g) => g.slug === change.gateway)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ChangeItem({ change, gateway }: { change: Change; gateway: Gateway | undefined }) {
  const { at, kinds, model, name, native_id } = change;
  return (
    <li className="relative flex min-h-13.5 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-panel">
      <time
        dateTime={at}
        className="w-11 flex-none text-note text-text-3"
        title={`${at.slice(0, 16).replace("T", " ")} UTC`}
      >
        {at.slice(11, 16)}
      </time>
      <Avatar of={model === null ? change.gateway : authorName(model.split("/")[0] ?? "")} name={name} />
      <span className="min-w-40 flex-1">
        {model === null ? (
          <span className="text-text-3 [overflow-wrap:anywhere]">{name}</span>
        ) : (
          <Link
            href={modelPath(model)}
            className="font-medium [overflow-wrap:anywhere] after:absolute after:inset-0"
            title={native_id}
          >
            {name}
          </Link>
        )}
        <span className="block text-note text-text-3">
          <span className="sr-only">on </span>
          {gateway?.name ?? change.gateway}
        </span>
      </span>
      <span className="flex flex-wrap gap-1">
        {kinds.map((kind) => (
          <Tag key={kind} tone={GOOD.includes(kind) ? "good" : BAD.includes(kind) ? "bad" : "plain"}>
            {ICONS[kind] && <Icon name={ICONS[kind]} size={12} />}
            {kindText(kind)}
          </Tag>
        ))}
      </span>
      <p className="text-cell max-md:w-full max-md:pl-14 max-md:text-note md:min-w-56 md:text-right">
        {changeText(change)}
      </p>
    </li>
  );
}
