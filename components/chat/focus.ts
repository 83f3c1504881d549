"use client";

import { useLayoutEffect, useRef } from "react";

/** Where the focus goes when the focused element is about to be removed: IDs of elements, the first that exists. */
export function useFocusNext(): (...ids: readonly string[]) => void {
  const wanted = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    if (wanted.current.length > 0 && focusFirst(wanted.current)) wanted.current = [];
  });
  return (...ids) => {
    wanted.current = ids;
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

/** The ID of the message field. */
export const MESSAGE_FIELD = "message";
/** The IDs of the buttons that choose the first model, and add another one. */
export const FIRST_MODEL = "model-0";
export const ADD_MODEL = "add-model";
/** The ID of a message's heading. */
export const headingId = (message: number) => `message-${message}`;
/** The ID of the button that shows the previous or next branch. */
export const branchId = (message: number, step: -1 | 1) => `branch-${message}${step < 0 ? "-previous" : "-next"}`;
