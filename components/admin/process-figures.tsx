import type { ProcessFacts } from "@/lib/contract/admin";
import { ageText, countText } from "@/lib/models/format";

/** A loop that stands still for longer than this is felt by everybody, in ms. */
const FELT_MS = 100;

type Tile = [name: string, value: string, more: string, bad?: boolean];

function tilesOf(facts: ProcessFacts, now: number): Tile[] {
  const { loop_lag_ms: lag, redis, usage_rows_waiting: waiting, usage_rows_lost: lost } = facts;
  const shared = redis === null ? "in this process" : redis === "ready" ? "in Redis" : "Redis is away";
  return [
    ["Up for", ageText(now - Date.parse(facts.started_at)), `pid ${facts.pid}, Node ${facts.node}`],
    ["Memory", `${Math.round(facts.memory_bytes / 1e6)} MB`, "resident"],
    ["Event loop", `${lag.max} ms`, `longest halt since the last look; usually ${lag.p50} ms`, lag.max > FELT_MS],
    ["Chats", countText(facts.chats_running), `${countText(facts.answers_running)} of them conversations`],
    [
      "Usage",
      `${countText(waiting)} rows`,
      lost > 0 ? `wait; ${countText(lost)} were lost` : "wait to be written",
      lost > 0,
    ],
    ["Limits", shared, `${countText(facts.limiter_fallbacks)} counted alone`, redis === "away"],
    ["Database", facts.database === "postgres" ? "PostgreSQL" : "embedded", `traces ${facts.traces ? "on" : "off"}`],
  ];
}

/** The process that answered, in figures. Behind a balancer each look may meet another one. */
export function ProcessFigures({ facts, now }: { facts: ProcessFacts; now: number }) {
  return (
    <section className="grid gap-3">
      <h2>This process</h2>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-panel border border-line bg-line sm:grid-cols-4 xl:grid-cols-7">
        {tilesOf(facts, now).map(([name, value, more, bad]) => (
          <div key={name} className="grid content-start gap-0.5 bg-bg px-4 py-3">
            <dt className="text-tiny text-text-3">{name}</dt>
            <dd className={`font-mono text-chat ${bad ? "text-bad" : ""}`}>{value}</dd>
            <dd className="text-tiny text-text-3">{more}</dd>
          </div>
        ))}
        <div className="bg-bg xl:hidden" />
      </dl>
    </section>
  );
}
