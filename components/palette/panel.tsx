"use client";

import { useEffect, useRef } from "react";
import { Keys } from "./keys";
import { Palette } from "./palette";

export type Opened = "palette" | "keys";

/** The dialog over the page: the browser keeps the focus in it, closes it with Escape and gives the focus back. */
export function Panel({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; a click beside it is for the pointer.
    <dialog
      ref={dialog}
      className="palette"
      aria-label={opened === "palette" ? "Go to" : "Keys"}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      {opened === "palette" ? <Palette close={() => dialog.current?.close()} /> : <Keys />}
    </dialog>
  );
}
