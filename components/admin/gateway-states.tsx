import { STATE_WORDS } from "@/components/gateways/state-words";
import { Logo } from "@/components/ui/icon";
import type { AdminOverview } from "@/lib/contract/admin";
import { ageText, countText } from "@/lib/models/format";
import { Figure, Table } from "./table";

const COLUMNS = ["Gateway", "State", "#Offers", "#Breakers open", "#Half open", "#Data from", "#Last attempt"];

/** Each gateway: how its list stands, and how its calls go. */
export function GatewayStates({ gateways, now }: { gateways: AdminOverview["gateways"]; now: number }) {
  const age = (time: string | null) => (time === null ? "–" : `${ageText(now - Date.parse(time))} ago`);
  return (
    <section className="grid gap-3">
      <h2>Gateways</h2>
      <Table label="Gateways" columns={COLUMNS}>
        {gateways.map(({ slug, name, state, error, unique, breakers, synced_at, last_attempt_at }) => {
          const { word, meaning, dot } = STATE_WORDS[state];
          return (
            <tr key={slug}>
              <th scope="row">
                <span className="inline-flex items-center gap-2 text-note text-text">
                  <Logo of={slug} name={name} className="inline-block size-4 align-text-bottom" /> {name}
                </span>
              </th>
              <td className="wide">
                <span className="flex flex-wrap items-center gap-x-2">
                  <i className={`size-1.5 flex-none rounded-full ${dot}`} />
                  {word}
                  <span className={`text-tiny ${error && state !== "no_key" ? "text-bad" : "text-text-3"}`}>
                    {error ?? meaning}
                  </span>
                </span>
              </td>
              <Figure name="offers">{countText(unique)}</Figure>
              <Figure name="breakers open" bad={(breakers?.open ?? 0) > 0} none={!breakers?.open}>
                {breakers ? countText(breakers.open) : "–"}
              </Figure>
              <Figure name="half open" none={!breakers?.half_open}>
                {breakers ? countText(breakers.half_open) : "–"}
              </Figure>
              <td className="num font-sans text-text-3" data-before="data from" title={synced_at ?? ""}>
                {age(synced_at)}
              </td>
              <td className="num font-sans text-text-3" data-before="tried" title={last_attempt_at ?? ""}>
                {age(last_attempt_at)}
              </td>
            </tr>
          );
        })}
      </Table>
    </section>
  );
}
