import type { ComponentProps, MouseEvent } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { Link } from "./link";

const VARIANTS = {
  default: "border-edge bg-bg text-text shadow-1 hover:bg-hover active:bg-press aria-disabled:opacity-45",
  primary:
    "border-text bg-text text-bg forced-colors:text-[ButtonText] hover:bg-[color-mix(in_oklab,var(--text)_86%,var(--bg))] active:bg-[color-mix(in_oklab,var(--text)_78%,var(--bg))] aria-disabled:border-transparent aria-disabled:bg-press aria-disabled:text-text-3",
  quiet: "border-transparent text-text-2 hover:bg-hover hover:text-text active:bg-press aria-disabled:opacity-45",
  danger: "border-edge bg-bg text-bad shadow-1 hover:bg-bad-soft active:bg-bad-soft aria-disabled:opacity-45",
};

const SIZES = {
  sm: "min-h-7 gap-1.5 rounded-small px-2.25 text-note",
  md: "min-h-8.5 gap-1.75 rounded-button px-3 text-cell",
  lg: "min-h-11 gap-2 rounded-button px-4.5 text-chat",
};

interface Look {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
}

/** Classes of a button, for other elements such as <summary>. */
export function buttonClass({ variant = "default", size = "md" }: Look = {}): string {
  return `touch-target inline-flex shrink-0 items-center justify-center border font-medium whitespace-nowrap transition-colors select-none aria-disabled:cursor-default print:hidden ${VARIANTS[variant]} ${SIZES[size]}`;
}

function prevent(event: MouseEvent): void {
  event.preventDefault();
}

interface ButtonProps extends ComponentProps<"button">, Look {
  icon?: IconName | undefined;
  /** Like `disabled`, but keeps the focus. */
  inactive?: boolean | undefined;
}

/** Use one `primary` button per view. */
export function Button({ variant, size, icon, inactive, className = "", children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={inactive || rest["aria-disabled"] || undefined}
      className={`${buttonClass({ ...(variant && { variant }), ...(size && { size }) })} ${className}`}
      onClick={inactive ? prevent : onClick}
    >
      {icon && <Icon name={icon} className={variant === "primary" ? "" : "text-text-3"} />}
      {children}
    </button>
  );
}

interface LinkButtonProps extends ComponentProps<"a">, Look {
  href: string;
  icon?: IconName | undefined;
}

export function LinkButton({ variant, size, icon, className = "", children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={`${buttonClass({ ...(variant && { variant }), ...(size && { size }) })} ${className}`}>
      {icon && <Icon name={icon} className={variant === "primary" ? "" : "text-text-3"} />}
      {children}
    </Link>
  );
}
