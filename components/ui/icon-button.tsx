import type { ComponentProps } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { Link } from "./link";

const SIZES = {
  sm: "size-6.5 rounded-small",
  md: "size-8 rounded-button",
};

/** Classes of an icon button, for other elements. */
export function iconButtonClass(size: keyof typeof SIZES = "md"): string {
  return `touch-target inline-grid flex-none place-items-center text-text-3 transition-colors hover:bg-hover hover:text-text active:bg-press aria-disabled:opacity-45 aria-expanded:bg-hover aria-expanded:text-text aria-pressed:bg-soft aria-pressed:text-accent print:hidden ${SIZES[size]}`;
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  icon: IconName;
  /** The accessible name, with its object: "Copy openai/gpt-oss-120b". */
  label: string;
  /** The tooltip, if shorter than the name; null for none. */
  tip?: string | null;
  size?: keyof typeof SIZES;
}

/** The tooltip layer in the layout shows `tip`. */
export function IconButton({ icon, label, tip = label, size = "md", className = "", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={tip ?? undefined}
      className={`${iconButtonClass(size)} ${className}`}
    >
      <Icon name={icon} size={size === "sm" ? 14 : 16} />
    </button>
  );
}

interface IconLinkProps extends Omit<ComponentProps<"a">, "aria-label"> {
  href: string;
  icon: IconName;
  label: string;
  tip?: string;
  size?: keyof typeof SIZES;
}

export function IconLink({ href, icon, label, tip = label, size = "md", className = "", ...rest }: IconLinkProps) {
  return (
    <Link href={href} {...rest} aria-label={label} data-tip={tip} className={`${iconButtonClass(size)} ${className}`}>
      <Icon name={icon} size={size === "sm" ? 14 : 16} />
    </Link>
  );
}
