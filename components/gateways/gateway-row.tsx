import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { CELL, HEAD_OF_ROW, ROW } from "@/components/ui/roles";
import { Status } from "@/components/ui/tag";
import type { Gateway } from "@/lib/contract/gateway";
import { agoText, countText } from "@/lib/models/format";
import { GatewayProgress } from "./gateway-progress";
import { stateWords, troubleText } from "./gateway-trouble";

interface GatewayRowProps {
  gateway: Gateway;
  /** The number of its models that no other gateway has. */
  exclusive: number;
  now: number;
}

const NUM = "px-3 text-right whitespace-nowrap";

/** A gateway: its name, a problem, the state of its data, and its counts. */
export function GatewayRow({ gateway, exclusive, now }: GatewayRowProps) {
  const { slug, name, models, usable_models = models, unique, synced_at, progress } = gateway;
  const { word, meaning, tone } = stateWords(gateway);
  // The status already says that a key is missing.
  const trouble = gateway.state === "no_key" ? null : troubleText(gateway, now);
  return (
    <tr
      {...ROW}
      className="relative hover:bg-panel max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-x-3 max-md:px-4 max-md:py-2.5 md:h-13.5"
    >
      <th scope="row" {...HEAD_OF_ROW} className="py-2 pr-3 pl-4 text-left font-normal max-md:row-span-2 max-md:p-0">
        <span className="flex items-center gap-3">
          <Avatar of={slug} name={name} />
          <span className="min-w-0">
            <Link href={`/gateways/${slug}`} className="font-medium after:absolute after:inset-0">
              {name}
            </Link>
            {trouble && <span className="block text-note text-text-3 [overflow-wrap:anywhere]">{trouble}</span>}
          </span>
        </span>
      </th>
      <td {...CELL} className="px-3 max-md:col-start-2 max-md:p-0 max-md:text-right" title={meaning}>
        <Status tone={tone}>{word}</Status>
        {progress && <GatewayProgress name={name} progress={progress} />}
      </td>
      <td {...CELL} className={`${NUM} max-md:col-start-2 max-md:p-0 max-md:text-note max-md:text-text-3`}>
        {countText(usable_models)}
        <span className="md:hidden"> models</span>
      </td>
      <td {...CELL} className={`${NUM} max-md:hidden`}>
        {countText(unique)}
      </td>
      <td {...CELL} className={`${NUM} max-md:hidden ${exclusive === 0 ? "text-text-3" : ""}`}>
        {countText(exclusive)}
      </td>
      <td {...CELL} className={`${NUM} text-note text-text-3 first-letter:uppercase max-md:hidden`}>
        {synced_at === null ? "Never" : <time dateTime={synced_at}>{agoText(Date.parse(synced_at), now)}</time>}
      </td>
      <td {...CELL} className="w-8 pr-4 text-text-3 max-md:hidden">
        <Icon name="chevron-right" size={14} />
      </td>
    </tr>
  );
}
