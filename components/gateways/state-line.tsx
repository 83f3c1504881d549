import type { Gateway } from "@/lib/contract/gateway";
import { type DataState, dataState } from "./data-state";

const DOTS: Record<DataState["tone"], string> = { good: "bg-good", warn: "bg-warn", muted: "bg-text-3" };

/** The state of the data in one line; the gateways' own page tells the rest. */
export function StateLine({
  gateways,
  now,
  className,
}: {
  gateways: readonly Gateway[];
  now: number;
  className?: string;
}) {
  const { tone, text } = dataState(gateways, now);
  return (
    <a href="/gateways" className={`inline-flex min-h-6 items-center gap-2 text-note text-text-3 ${className ?? ""}`}>
      <i className={`size-1.5 flex-none rounded-full ${DOTS[tone]}`} />
      <span className="hover:underline">{text}</span>
    </a>
  );
}
