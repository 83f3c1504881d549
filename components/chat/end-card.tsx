import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

interface EndCardProps {
  icon: "circle-alert" | "circle-pause";
  title: string;
  text: string;
  /** The raw error, folded. */
  details?: string | undefined;
  /** What can be done about it. */
  children: ReactNode;
}

/** How an answer ended, below what came of it. */
export function EndCard({ icon, title, text, details, children }: EndCardProps) {
  return (
    <div className="mt-3 flex gap-3 rounded-panel border border-line bg-panel px-4 py-3.5" data-testid="answer-end">
      <Icon name={icon} className={`mt-0.5 ${icon === "circle-alert" ? "text-bad" : "text-warn"}`} />
      <div className="min-w-0 flex-1">
        <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
        <p className="mt-0.5 text-cell text-text-2 [overflow-wrap:anywhere]">{text}</p>
        {children && <div className="mt-2.5 flex flex-wrap gap-2 print:hidden">{children}</div>}
        {details && (
          <details className="mt-2 text-note text-text-3">
            <summary className="w-fit hover:text-text">Details</summary>
            <p className="mt-1 font-mono text-tiny [overflow-wrap:anywhere] whitespace-pre-wrap">{details}</p>
          </details>
        )}
      </div>
    </div>
  );
}
