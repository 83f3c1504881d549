import type { ComponentProps } from "react";

const BAR =
  "h-1 w-24 appearance-none overflow-hidden rounded-tag bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent";

/** Indeterminate without a value. */
export function ProgressBar({ label, ...rest }: ComponentProps<"progress"> & { label: string }) {
  return <progress {...rest} aria-label={label} className={BAR} />;
}
