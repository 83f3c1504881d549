import { Logo } from "@/components/ui/icon";
import type { Gateway } from "@/lib/contract/gateway";
import { agoText, countText } from "@/lib/models/format";
import { GatewayProgress } from "./gateway-progress";
import { STATE_WORDS } from "./state-words";

const COUNTS = ["total", "unique", "duplicates", "skipped", "models"] as const;

/** One gateway: its counts, and how its data stands. */
export function GatewayRow({ gateway, now }: { gateway: Gateway; now: number }) {
  const { slug, name, state, progress, error } = gateway;
  const { word, meaning, dot } = STATE_WORDS[state];
  return (
    <tr>
      <th scope="row">
        <a href={`/gateways/${slug}`} className="inline-flex min-h-6 items-center gap-2 text-note text-text">
          <Logo of={slug} name={name} className="size-4" />
          <span className="hover:underline">{name}</span>
        </a>
      </th>
      {COUNTS.map((column) => (
        <td key={column} className={`num ${gateway[column] === 0 ? "none text-text-3" : ""}`} data-name={column}>
          {column === "models" ? (
            <a href={`/models?gateway=${slug}`} className="inline-block py-0.5 hover:underline">
              {countText(gateway[column])}
            </a>
          ) : (
            countText(gateway[column])
          )}
        </td>
      ))}
      <td className="wide min-w-72">
        <span className="flex flex-wrap items-center gap-x-2">
          <i className={`size-1.5 flex-none rounded-full ${dot}`} />
          {word}
          {progress ? (
            <GatewayProgress name={name} progress={progress} />
          ) : (
            <span className={`text-tiny ${error && state !== "no_key" ? "text-bad" : "text-text-3"}`}>
              {error ?? meaning}
            </span>
          )}
        </span>
      </td>
      <AgeCell time={gateway.synced_at} now={now} name="updated" />
      <AgeCell time={gateway.last_attempt_at} now={now} name="last attempt" />
    </tr>
  );
}

function AgeCell({ time, now, name }: { time: string | null; now: number; name: string }) {
  if (time === null) return <td className="num none text-text-3">–</td>;
  return (
    <td className="num font-sans text-text-3" data-before={name} title={time}>
      {agoText(Date.parse(time), now)}
    </td>
  );
}
