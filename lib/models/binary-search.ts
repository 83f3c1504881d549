/** The first of `length` ascending indices where `isAtOrAfter` is true; `length` when it never is. */
export function lowerBound(length: number, isAtOrAfter: (position: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAtOrAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
