import type { Route } from "@/lib/contract/offer";
import { contextText, secondsText, speedText } from "@/lib/models/format";
import { OfferPrice } from "./offer-price";

/** One of several hosts behind an offer, with its own facts. */
export function RouteRow({ route }: { route: Route }) {
  const { context_length: context, tokens_per_second: speed, first_token_ms: first } = route;
  return (
    <tr className="route">
      <th scope="row">
        <span className="flex items-center gap-2 pl-4 text-xs">
          <span aria-hidden="true">↳</span> {route.host}
          {route.status !== "live" && <span className="tag">{route.status}</span>}
        </span>
      </th>
      <td className="wide max-w-88 font-mono text-xs break-all text-muted">{route.native_id ?? ""}</td>
      <td className={`num ${context === null ? "none" : ""}`} data-name="context">
        {context === null ? "–" : contextText(context)}
      </td>
      <OfferPrice facts={route} side="prompt" />
      <OfferPrice facts={route} side="completion" />
      <td className={`num ${speed === null ? "none" : ""}`} data-name="t/s">
        {speed === null ? "–" : speedText(speed)}
      </td>
      <td className={`num ${first === null ? "none" : ""}`} data-name="first token">
        {first === null ? "–" : secondsText(first)}
      </td>
      <td className="none" />
    </tr>
  );
}
