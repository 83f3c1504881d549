/** Marks a figure that is far from what the other offers of the model say; nothing for all others. */
export function Outlier({ factor }: { factor: number | null | undefined }) {
  if (factor == null) return null;
  const times = factor >= 1 ? `${round(factor)} times` : `1/${round(1 / factor)} of`;
  const text = `outlier: ${times} the median of all offers`;
  return (
    <span className="text-warn" title={text}>
      <span aria-hidden="true">!</span>
      <span className="sr-only">, {text}</span>
    </span>
  );
}

function round(factor: number): string {
  return factor >= 10 ? String(Math.round(factor)) : String(Number(factor.toFixed(1)));
}
