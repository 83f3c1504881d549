"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { Sheet } from "./sheet";

interface ConfirmSheetProps {
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** The label of the confirm button. */
  action: string;
  /** False while the confirmation is incomplete. */
  ready?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** Where the focus goes afterwards, in case the opener was removed. */
  returnTo?: () => HTMLElement | null | undefined;
}

/** Confirms an action that cannot be undone. */
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
