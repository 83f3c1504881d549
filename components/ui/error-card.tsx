import type { ReactNode } from "react";
import { Icon } from "./icon";

interface ErrorCardProps {
  /** What happened, in one sentence. */
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  /** One primary action, then secondary ones. */
  actions?: ReactNode;
  details?: ReactNode;
  /** Announces it immediately, for errors of an action that the user waits for. */
  alert?: boolean;
  /** The answer was interrupted; the part that arrived is saved. */
  interrupted?: boolean;
  className?: string;
}

export function ErrorCard(props: ErrorCardProps) {
  const { title, children, actions, details, alert, interrupted, className = "" } = props;
  return (
    <div
      role={alert ? "alert" : undefined}
      data-testid="error-card"
      className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded-panel border border-line bg-panel px-4 py-3.5 ${className}`}
    >
      <Icon
        name={interrupted ? "circle-pause" : "circle-alert"}
        size={18}
        className={`mt-0.5 ${interrupted ? "text-warn" : "text-bad"}`}
      />
      <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
      {children && <div className="col-start-2 text-cell text-text-2 [overflow-wrap:anywhere]">{children}</div>}
      {actions && <div className="col-start-2 mt-2 flex flex-wrap gap-2 print:hidden">{actions}</div>}
      {details && (
        <details className="col-start-2 mt-1.5 text-note text-text-3">
          <summary className="w-fit hover:text-text">Details</summary>
          <div className="mt-1.5 font-mono text-tiny [overflow-wrap:anywhere] whitespace-pre-wrap">{details}</div>
        </details>
      )}
    </div>
  );
}
