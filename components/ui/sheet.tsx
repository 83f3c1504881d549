"use client";

import { type ReactNode, useEffect, useEffectEvent, useId, useRef } from "react";
import { IconButton } from "./icon-button";
import { DIALOG } from "./overlay";
import { StatusRegion } from "./status-region";

const WIDTHS = { sm: "md:w-96", md: "md:w-120", lg: "md:w-180" };

interface SheetProps {
  title: string;
  /** Called on Escape, ×, or a click outside; the parent then stops rendering the sheet. */
  onClose: () => void;
  /** Buttons, in normal flow below the scrolling body; the destructive one last. */
  footer?: ReactNode;
  size?: keyof typeof WIDTHS;
  /** Where the focus goes if the opener was removed or cannot have it. */
  returnTo?: () => HTMLElement | null | undefined;
  children: ReactNode;
}

/**
 * A modal dialog, centered on a desktop screen and at the bottom of a phone. Rendering it opens it. The focus starts at
 * [data-autofocus] or the heading, stays inside, and returns to the opener.
 */
export function Sheet({ title, onClose, footer, size = "md", returnTo, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const back = useEffectEvent(() => returnTo?.());
  const dismiss = useEffectEvent(onClose);
  useEffect(() => {
    const focused = document.activeElement;
    const element = dialog.current;
    if (!element) return;
    if (!element.open) element.showModal();
    element.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    const closeOutside = (event: MouseEvent) => event.target === element && dismiss();
    element.addEventListener("click", closeOutside);
    return () => {
      element.removeEventListener("click", closeOutside);
      element.close();
      const opener =
        focused instanceof HTMLElement && focused !== document.body && focused.isConnected ? focused : back();
      if (document.activeElement === document.body) opener?.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      className={`${DIALOG} max-md:rounded-t-sheet max-md:rounded-b-none ${WIDTHS[size]}`}
      onClose={onClose}
    >
      <div className="flex items-center justify-between gap-4 px-5 pt-4 pb-2">
        <h2 id={heading} tabIndex={-1} className="outline-none">
          {title}
        </h2>
        <IconButton icon="x" label="Close" tip={null} onClick={onClose} className="-mr-2" />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-5">{children}</div>
      {footer && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3.5">{footer}</div>}
      <StatusRegion />
    </dialog>
  );
}
