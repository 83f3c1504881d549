"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { Sheet } from "./sheet";

interface ConfirmSheetProps {
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** What the button that does it is called. */
  action: string;
  /** It may be pressed: false while something must still be typed. */
  ready?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** Where the focus goes afterwards: what asked may be gone. */
  returnTo?: () => HTMLElement | null | undefined;
}

/** Asks before something is done that cannot be taken back. */
export function ConfirmSheet({ title, children, action, ready = true, onConfirm, ...rest }: ConfirmSheetProps) {
  const footer = (
    <>
      <Button onClick={rest.onClose}>Cancel</Button>
      <Button variant="danger" inactive={!ready} onClick={onConfirm}>
        {action}
      </Button>
    </>
  );
  return (
    <Sheet title={title} size="sm" footer={footer} {...rest}>
      {children}
    </Sheet>
  );
}
