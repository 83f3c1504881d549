import { DARK } from "@/components/ui/token-values";
import type { Model } from "@/lib/contract/model";
import { bestOffers, shownSpeed } from "@/lib/models/best-offers";
import { cellPrice, contextText, countOf, speedText } from "@/lib/models/format";
import { perMillion } from "@/lib/models/price";

/** The size in px that social sites expect. */
export const PICTURE = { width: 1200, height: 630 };

/** The image of a model for link previews: its name and known figures. */
export function SharePicture({ model }: { model: Model }) {
  const best = bestOffers(model.offers);
  const [cheapest, fastest] = [best.cheapest.first, best.fastest.first];
  const usd = (side: "prompt" | "completion") => perMillion(cheapest?.pricing[side]);
  const [input, output] = [usd("prompt"), usd("completion")];
  const context = model.offers.reduce((max, offer) => Math.max(max, offer.context_length ?? 0), 0);
  const speed = fastest && shownSpeed(fastest);
  const figures: [string, string][] = [
    ...(input !== null && output !== null
      ? [["From, per 1M tokens", `$${cellPrice(input)} / $${cellPrice(output)}`] satisfies [string, string]]
      : []),
    ...(context > 0 ? [["Context", contextText(context)] satisfies [string, string]] : []),
    ...(speed === null ? [] : [["Fastest", `${speedText(speed)} tokens/s`] satisfies [string, string]]),
    ["Served by", countOf(model.source_gateways.length, "gateway")],
  ];
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 72,
        background: DARK.bg,
        color: DARK.text,
      }}
    >
      <div style={{ display: "flex", alignItems: "center", gap: 16, color: DARK.text3, fontSize: 32 }}>
        <div style={{ width: 28, height: 28, borderRadius: 8, background: DARK.accent }} />
        Gatewayz
      </div>
      <div style={{ display: "flex", flexDirection: "column", gap: 12 }}>
        <div style={{ fontSize: 72, lineHeight: 1.15 }}>{shown(model.name, 60)}</div>
        <div style={{ color: DARK.text3, fontSize: 32 }}>{shown(model.id, 64)}</div>
      </div>
      <div style={{ display: "flex", gap: 56 }}>
        {figures.map(([name, value]) => (
          <div key={name} style={{ display: "flex", flexDirection: "column", gap: 8 }}>
            <div style={{ color: DARK.text3, fontSize: 24 }}>{name}</div>
            <div style={{ fontSize: 40 }}>{value}</div>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Replaces characters that the built-in font lacks, because others would be fetched from the network. */
function shown(text: string, max: number): string {
  const latin = text.replace(/[^\u0020-\u007e\u00a1-\u017e]/g, "?");
  return latin.length > max ? `${latin.slice(0, max - 1)}…` : latin;
}
