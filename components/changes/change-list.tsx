import { Avatar } from "@/components/ui/avatar";
import { Icon, Logo } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import type { Change, ChangeKind } from "@/lib/contract/change";
import type { Gateway } from "@/lib/contract/gateway";
import { changeMoves, kindText, priceMove } from "@/lib/models/changes";
import { dayText } from "@/lib/models/format";
import { authorName } from "@/lib/models/identity/author-names";
import { modelPath } from "@/lib/models/ids";

const LOOKS: Record<ChangeKind, { tone: "plain" | "good" | "bad" | "accent"; icon: IconName }> = {
  new: { tone: "accent", icon: "plus" },
  gone: { tone: "plain", icon: "minus" },
  returned: { tone: "accent", icon: "refresh-cw" },
  cheaper: { tone: "good", icon: "trending-down" },
  dearer: { tone: "bad", icon: "trending-up" },
  repriced: { tone: "plain", icon: "wallet" },
  longer: { tone: "good", icon: "scroll-text" },
  shorter: { tone: "bad", icon: "scroll-text" },
  state: { tone: "plain", icon: "info" },
};

const DAY_MS = 86_400_000;

interface ChangeListProps {
  changes: readonly Change[];
  gateways: readonly Gateway[];
  now: number;
}

export function ChangeListView({ changes, gateways, now }: ChangeListProps) {
  const days = new Map<string, Change[]>();
  for (const change of changes) {
    const day = change.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), change]);
  }
  return (
    <div className="grid grid-cols-1 gap-7">
      {[...days].map(([day, list]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="mb-2.5 text-body">
            {dayTitle(day, now)}
          </h2>
          <ul className="divide-y divide-line overflow-hidden rounded-panel border border-line">
            {list.map((change) => (
              <ChangeItem key={change.id} change={change} gateway={gateways.find((g) => g.slug === change.gateway)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Days are in UTC, like the times. */
function dayTitle(day: string, now: number): string {
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  if (day === dayOf(now)) return "Today";
  return day === dayOf(now - DAY_MS) ? "Yesterday" : dayText(Date.parse(day));
}

function ChangeItem({ change, gateway }: { change: Change; gateway: Gateway | undefined }) {
  const { at, model, name, native_id } = change;
  const clock = at.slice(11, 16);
  const gatewayName = gateway?.name ?? change.gateway;
  return (
    <li className="relative grid min-h-14 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-panel md:grid-cols-[2.75rem_auto_minmax(0,1fr)_9rem_15rem] lg:grid-cols-[2.75rem_auto_minmax(0,1fr)_9rem_24rem]">
      <Avatar
        of={model === null ? change.gateway : authorName(model.split("/")[0] ?? "")}
        name={name}
        className="md:col-start-2"
      />
      <span className="min-w-0">
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
        <span className="flex flex-wrap items-center gap-x-1.5 text-note text-text-3">
          <span className="sr-only">on </span>
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <Logo of={change.gateway} name={gatewayName} className="size-3.5 text-tag" />
            {gatewayName}
          </span>
          <time dateTime={at} className="whitespace-nowrap md:hidden">
            · {clock}
          </time>
        </span>
      </span>
      <WhatChanged change={change} />
      <time
        dateTime={at}
        className="col-start-1 row-start-1 text-note text-text-3 max-md:hidden"
        title={`${at.slice(0, 10)} ${clock} UTC`}
      >
        {clock}
      </time>
    </li>
  );
}

/** The kinds of a change, and each figure before and after it. */
function WhatChanged({ change }: { change: Change }) {
  const { kinds } = change;
  return (
    <>
      <span className="flex flex-wrap gap-1 max-md:max-w-32 max-md:justify-end">
        {kinds.map((kind) => (
          <Tag key={kind} tone={LOOKS[kind].tone}>
            <Icon name={LOOKS[kind].icon} size={12} />
            {[kindText(kind), kind === "cheaper" || kind === "dearer" ? priceMove(change) : ""].join(" ").trim()}
          </Tag>
        ))}
      </span>
      <p className="flex flex-wrap gap-x-4 text-cell max-md:col-span-2 max-md:col-start-2 max-md:text-note md:justify-end">
        {changeMoves(change).map(({ was, is }) => (
          <span key={is} className="comma-before">
            {was !== undefined && <span className="text-text-3">{was} → </span>}
            <span className={kinds.includes("gone") ? "text-text-3" : "font-medium"}>{is}</span>
          </span>
        ))}
      </p>
    </>
  );
}
