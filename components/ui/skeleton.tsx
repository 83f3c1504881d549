interface SkeletonProps {
  rows?: number;
  /** What is being loaded, for screen readers. */
  label: string;
}

/** Rows in the shape of those to come: avatar, two bars, a figure. They appear after a moment and do not shimmer. */
export function Skeleton({ rows = 6, label }: SkeletonProps) {
  return (
    <div role="status" className="skeleton grid">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, i) => `row-${i}`).map((key, i) => (
        <div key={key} aria-hidden="true" className="flex h-14 items-center gap-3 border-b border-line">
          <i className="size-8 rounded-field bg-hover" />
          <span className="grid flex-1 gap-1.5">
            <i className={`h-3 rounded-tag bg-hover ${i % 2 === 0 ? "w-48" : "w-36"}`} />
            <i className="h-2.5 w-28 rounded-tag bg-hover" />
          </span>
          <i className="h-3 w-16 rounded-tag bg-hover" />
        </div>
      ))}
    </div>
  );
}

/** One bar of a skeleton, for shapes of their own; the width and height come by class. */
export function SkeletonBar({ className }: { className: string }) {
  return <i aria-hidden="true" className={`skeleton block rounded-tag bg-hover ${className}`} />;
}
