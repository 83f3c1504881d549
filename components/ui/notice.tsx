import type { ReactNode } from "react";
import { Icon } from "./icon";

/** Something that is not as expected, in one strip. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p className="flex w-full items-start gap-2.5 rounded-panel bg-warn-soft px-4 py-3 forced-colors:border">
      <Icon name="triangle-alert" className="mt-0.5 text-warn" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </p>
  );
}
