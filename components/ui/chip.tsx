import type { ComponentProps } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { Link } from "./link";

const BASE =
  "touch-target inline-flex min-h-7 flex-none items-center gap-1.5 rounded-full border px-2.5 text-note whitespace-nowrap transition-colors";

/** An active chip is an applied filter. */
export function chipClass(active = false): string {
  return active
    ? `${BASE} border-transparent bg-soft font-medium text-accent hover:border-accent forced-colors:border-[Highlight] forced-colors:text-[Highlight]`
    : `${BASE} border-line bg-bg text-text-2 hover:border-edge hover:text-text forced-colors:border-[ButtonBorder]`;
}

interface ChipLinkProps extends ComponentProps<"a"> {
  href: string;
  icon?: IconName | undefined;
  active?: boolean | undefined;
}

/** A chip that is a link, such as a preset search. */
export function ChipLink({ icon, active, className = "", children, ...rest }: ChipLinkProps) {
  return (
    <Link {...rest} className={`${chipClass(active)} ${className}`}>
      {icon && <Icon name={icon} size={14} className={active ? "" : "text-text-3"} />}
      {children}
    </Link>
  );
}

interface ChipProps extends ComponentProps<"button"> {
  icon?: IconName | undefined;
  active?: boolean | undefined;
}

export function Chip({ icon, active, className = "", children, ...rest }: ChipProps) {
  return (
    <button type="button" {...rest} className={`${chipClass(active)} ${className}`}>
      {icon && <Icon name={icon} size={14} className={active ? "" : "text-text-3"} />}
      {children}
    </button>
  );
}
