import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";

const TONES = {
  warn: { box: "border-transparent bg-warn-soft px-4 py-3", icon: "text-warn" },
  plain: { box: "border-line bg-panel px-3.5 py-2.5 text-cell", icon: "text-text-3" },
  bad: { box: "border-line bg-panel px-3.5 py-2.5 text-cell", icon: "text-bad" },
};

interface NoticeProps {
  tone?: keyof typeof TONES;
  icon?: IconName;
  /** A way to fix it, at the end. */
  action?: ReactNode;
  /** Announces it immediately, for errors of an action that the user waits for. */
  alert?: boolean;
  children: ReactNode;
}

export function Notice({ tone = "warn", icon = "triangle-alert", action, alert, children }: NoticeProps) {
  return (
    <div
      role={alert ? "alert" : undefined}
      className={`flex w-full flex-wrap items-center gap-x-2.5 gap-y-1 rounded-panel border ${TONES[tone].box}`}
    >
      <p className="flex min-w-0 flex-1 items-start gap-2.5">
        <Icon name={icon} className={`mt-0.5 ${TONES[tone].icon}`} />
        <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
      </p>
      {action}
    </div>
  );
}
