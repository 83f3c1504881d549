/** A figure this many times above or below the median is an outlier. */
const FAR = 3;
/** With fewer figures, there are no outliers. */
const ENOUGH = 3;

/**
 * Each figure divided by the median, if it is an outlier; null if it isn't, if it is unknown or 0, or if too few
 * figures are known. All figures must have the same unit.
 */
export function outlierFactors(figures: readonly (number | null)[]): (number | null)[] {
  const positive = figures.filter((figure) => figure !== null && figure > 0) as number[];
  const middle = median(positive);
  return figures.map((figure) => {
    if (figure === null || figure <= 0 || positive.length < ENOUGH) return null;
    const factor = figure / middle;
    return factor >= FAR || factor <= 1 / FAR ? factor : null;
  });
}

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const upper = sorted.length >> 1;
  const high = sorted[upper] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[upper - 1] ?? 0) + high) / 2;
}
