import { Logo } from "@/components/ui/icon";
import type { Change, ChangeKind } from "@/lib/contract/change";
import type { Gateway } from "@/lib/contract/gateway";
import { changeText, kindText } from "@/lib/models/changes";
import { dayText } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";

const GOOD: readonly ChangeKind[] = ["new", "cheaper", "longer", "returned"];
const BAD: readonly ChangeKind[] = ["gone", "dearer", "shorter"];

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
    <div className="grid grid-cols-1 gap-5">
      {[...days].map(([day, list]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{dayText(Date.parse(day))}</h2>
          <ul className="changes">
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
    <li>
      <time dateTime={at} className="num text-text-3" title={`${at.slice(0, 16).replace("T", " ")} UTC`}>
        {at.slice(11, 16)}
      </time>
      <span className="change-kinds">
        {kinds.map((kind) => (
          <span key={kind} className={`tag ${GOOD.includes(kind) ? "tag-good" : BAD.includes(kind) ? "tag-bad" : ""}`}>
            {kindText(kind)}
          </span>
        ))}
      </span>
      <span className="change-model">
        {model === null ? (
          <span className="text-text-3">{name}</span>
        ) : (
          <a href={modelPath(model)} className="link" title={native_id}>
            {name}
          </a>
        )}
        <span className="text-text-3">
          <Logo
            of={change.gateway}
            name={gateway?.name ?? change.gateway}
            className="inline-block size-4 align-text-bottom"
          />{" "}
          {gateway?.name ?? change.gateway}
        </span>
      </span>
      <span className="num change-text">{changeText(change)}</span>
    </li>
  );
}
