/** From this factor on, up or down, a figure is far from what others say of the same thing. */
const FAR = 3;
/** Fewer figures than this are no measure. */
const ENOUGH = 3;

/**
 * How many times the median of all each figure is, where it is far from it; null where it is not, where it is unknown
 * or 0, and where too few are known. Figures of any unit, all of the same.
 */
export function outlierFactors(figures: readonly (number | null)[]): (number | null)[] {
  const known = figures.filter((figure) => figure !== null && figure > 0) as number[];
  const middle = median(known);
  return figures.map((figure) => {
    if (figure === null || figure <= 0 || known.length < ENOUGH) return null;
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
