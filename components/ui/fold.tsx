import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";

interface FoldProps {
  title: ReactNode;
  icon?: IconName;
  /** Open from the start, or once it becomes true. */
  open?: boolean | undefined;
  children: ReactNode;
}

/** A disclosure with a subtle summary. In a row of several, the open one takes the whole width. */
export function Fold({ title, icon = "chevron-right", open, children }: FoldProps) {
  return (
    <details open={open} className="group/fold min-w-0 open:basis-full">
      <summary className="touch-target inline-flex min-h-7 items-center gap-1.5 rounded-small text-note text-text-3 hover:text-text [&::-webkit-details-marker]:hidden">
        <Icon name={icon} size={14} className={icon === "chevron-right" ? "group-open/fold:rotate-90" : ""} />
        {title}
      </summary>
      <div className="pt-2 pb-3">{children}</div>
    </details>
  );
}
