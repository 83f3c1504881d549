import { Link } from "@/components/ui/link";
import type { Gateway } from "@/lib/contract/gateway";
import { type DataState, dataState } from "./data-state";

const DOTS: Record<DataState["tone"], string> = {
  good: "bg-good outline-good-soft",
  warn: "bg-warn outline-warn-soft",
  muted: "bg-text-3 outline-hover",
};

/** The overall data state in one line, linked to the gateways page. */
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
    <Link
      href="/gateways"
      className={`inline-flex min-h-6 items-center gap-2.5 text-note text-text-3 ${className ?? ""}`}
    >
      <i
        aria-hidden="true"
        className={`size-1.75 flex-none rounded-full outline-3 forced-color-adjust-none ${DOTS[tone]}`}
      />
      <span className="hover:underline">{text}</span>
    </Link>
  );
}
