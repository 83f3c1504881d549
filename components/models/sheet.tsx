import type { ReactNode } from "react";

interface SheetProps {
  id: string;
  label: string;
  className: string;
  /** What the button at the end says, which closes the sheet. */
  close: string;
  children: ReactNode;
}

/** A panel that slides over the page where there is no room beside it; opened by a button with `popoverTarget`. */
export function Sheet({ id, label, className, close, children }: SheetProps) {
  return (
    <aside id={id} popover="auto" aria-label={label} className={`sheet ${className}`}>
      {children}
      <button type="button" popoverTarget={id} popoverTargetAction="hide" className="button button-strong sheet-close">
        {close}
      </button>
    </aside>
  );
}
