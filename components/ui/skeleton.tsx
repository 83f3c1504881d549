export const BLOCK = "block rounded-tag bg-press forced-colors:border";
/** Delayed, so that a fast response does not flash. */
export const LATE = "animate-[appear_120ms_150ms_both]";

/** Varied, as names are. */
const NAMES = ["w-2/5", "w-1/2", "w-1/3", "w-3/5", "w-1/4"];

interface SkeletonProps {
  /** At most five. */
  rows?: number;
  framed?: boolean;
}

/** Placeholder rows: an image, a name over a second line, and a figure. */
export function Skeleton({ rows = 3, framed }: SkeletonProps) {
  return (
    <div className={`${LATE} ${framed ? "divide-y divide-line rounded-panel border border-line px-1.5" : ""}`}>
      <span className="sr-only">Loading…</span>
      {NAMES.slice(0, rows).map((width) => (
        <div key={width} aria-hidden="true" className="flex min-h-13.5 items-center gap-3 px-2.5">
          <i className={`${BLOCK} size-8 flex-none`} />
          <span className="grid flex-1 gap-2">
            <i className={`${BLOCK} h-3 ${width}`} />
            <i className={`${BLOCK} h-2.5 w-1/4`} />
          </span>
          <i className={`${BLOCK} h-3 w-14 flex-none`} />
        </div>
      ))}
    </div>
  );
}
