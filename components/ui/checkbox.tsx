import type { ComponentProps, ReactNode } from "react";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  children: ReactNode;
}

/** The check mark is a square with a clip path. */
const BOX_TO_CHECK =
  "size-4 flex-none appearance-none rounded-tag border border-field bg-bg before:size-full before:bg-on-fill before:[clip-path:polygon(22%_46%,12%_57%,41%_84%,88%_26%,77%_17%,40%_63%)] checked:border-fill checked:bg-fill checked:before:block pointer-coarse:size-5 forced-colors:appearance-auto forced-colors:before:hidden";

export function Checkbox({ children, className = "", ...rest }: CheckboxProps) {
  return (
    <label className={`flex min-h-7 items-center gap-2.25 text-text-2 pointer-coarse:min-h-11 ${className}`}>
      <input type="checkbox" {...rest} className={BOX_TO_CHECK} />
      {children}
    </label>
  );
}
