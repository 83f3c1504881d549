/**
 * The first of `length` places at which `isAtOrAfter` holds, which must hold for all later ones too; `length` when it
 * holds for none.
 */
export function lowerBound(length: number, isAtOrAfter: (place: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAtOrAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
