"use client";

import { useLayoutEffect, useRef } from "react";

/** Where the focus goes when the focused element is about to be removed: the first of these element IDs that exists. */
export function useFocusNext(): (...ids: readonly string[]) => void {
  const pending = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    if (pending.current.length > 0 && focusFirst(pending.current)) pending.current = [];
  });
  return (...ids) => {
    pending.current = ids;
  };
}

/** Focuses the first of these elements that exists and is visible; false if none is. */
export function focusFirst(ids: readonly string[]): boolean {
  for (const id of ids) {
    const element = document.getElementById(id);
    if (!element?.checkVisibility()) continue;
    element.focus();
    return true;
  }
  return false;
}

export const MESSAGE_FIELD = "message";
/** The IDs of the buttons that choose the first model, and add another one. */
export const FIRST_MODEL = "model-0";
export const ADD_MODEL = "add-model";
export const headingId = (message: number) => `message-${message}`;
/** The ID of the button that shows the previous or next branch. */
export const branchId = (message: number, step: -1 | 1) => `branch-${message}${step < 0 ? "-previous" : "-next"}`;
