import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";

interface FoldedProps {
  icon: IconName;
  label: string;
  className?: string;
  children: ReactNode;
}

export function Folded({ icon, label, className = "", children }: FoldedProps) {
  return (
    <details className={`group ${className}`}>
      <summary className="touch-target inline-flex min-h-7 list-none items-center gap-1.5 rounded-full border border-line pr-2 pl-2 text-note text-text-3 hover:text-text [&::-webkit-details-marker]:hidden">
        <Icon name={icon} size={14} />
        {label}
        <Icon name="chevron-right" size={14} className="group-open:rotate-90" />
      </summary>
      <div className="mt-2.5 border-l-2 border-line pl-3 text-note [overflow-wrap:anywhere]">{children}</div>
    </details>
  );
}
