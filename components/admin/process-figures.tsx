import { Fact, FactStrip } from "@/components/ui/fact";
import type { ProcessFacts } from "@/lib/contract/admin";
import { ageText, countText } from "@/lib/models/format";
import { Part } from "./cells";

/** Event loop delay that users notice, in ms. */
const NOTICEABLE_MS = 100;

type Tile = [name: string, value: string, more: string, bad?: boolean];

function tilesOf(facts: ProcessFacts, now: number): Tile[] {
  const { loop_lag_ms: lag, redis, usage_rows_waiting: waiting, usage_rows_lost: lost } = facts;
  const shared = redis === null ? "in this process" : redis === "ready" ? "in Redis" : "Redis is unreachable";
  return [
    ["Uptime", ageText(now - Date.parse(facts.started_at)), `pid ${facts.pid}, Node ${facts.node}`],
    ["Memory", `${Math.round(facts.memory_bytes / 1e6)} MB`, "resident"],
    ["Event loop", `${lag.max} ms`, `longest delay; usually ${lag.p50} ms`, lag.max > NOTICEABLE_MS],
    ["Chats", countText(facts.chats_running), `${countText(facts.answers_running)} in conversations`],
    [
      "Usage",
      `${countText(waiting)} rows`,
      lost > 0 ? `waiting; ${countText(lost)} lost` : "waiting to be written",
      lost > 0,
    ],
    ["Limits", shared, `${countText(facts.limiter_fallbacks)} counted locally`, redis === "away"],
    ["Database", facts.database === "postgres" ? "PostgreSQL" : "embedded", `traces ${facts.traces ? "on" : "off"}`],
  ];
}

/** The figures of one process. Behind a load balancer, each request may reach another process. */
export function ProcessFigures({ facts, now }: { facts: ProcessFacts; now: number }) {
  return (
    <Part title="This process">
      <FactStrip label="This process">
        {tilesOf(facts, now).map(([name, value, more, bad]) => (
          <Fact key={name} name={name} source={more}>
            <span className={bad ? "text-bad" : ""}>{value}</span>
          </Fact>
        ))}
      </FactStrip>
    </Part>
  );
}
