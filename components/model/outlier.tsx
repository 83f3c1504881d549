import { DoubtMark } from "@/components/ui/figure";

/** A warning for a figure that is far from those of the other offers; undefined for null. */
export function outlierText(factor: number | null | undefined): string | undefined {
  if (factor == null) return undefined;
  return factor >= 1
    ? `${round(factor)} times the median of all offers. Check with the gateway.`
    : `1/${round(1 / factor)} of the median of all offers. Check with the gateway.`;
}

/** The warning icon of an outlier; nothing for null. */
export function Outlier({ factor }: { factor: number | null | undefined }) {
  const text = outlierText(factor);
  return text === undefined ? null : <DoubtMark reason={text} />;
}

function round(factor: number): string {
  return factor >= 10 ? String(Math.round(factor)) : String(Number(factor.toFixed(1)));
}
