import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";

interface FileChipProps {
  icon: IconName;
  name: string;
  /** URL of a preview, shown instead of the icon. */
  preview?: string | undefined;
  children?: ReactNode;
}

export function FileChip({ icon, name, preview, children }: FileChipProps) {
  return (
    <span className="inline-flex min-h-11 max-w-64 flex-none items-center gap-2.25 rounded-panel border border-line bg-bg px-1.5 text-note">
      {preview ? (
        // biome-ignore lint/performance/noImgElement: it is in the page already, there is nothing to optimize.
        <img src={preview} alt="" className="size-8 flex-none rounded-small object-cover" />
      ) : (
        <i className="grid size-8 flex-none place-items-center rounded-small bg-soft text-accent">
          <Icon name={icon} />
        </i>
      )}
      <span className="min-w-0 truncate pr-1" title={name}>
        {name}
      </span>
      {children}
    </span>
  );
}
