"use client";

import { useLayoutEffect, useRef } from "react";

/** Where the focus goes when what has it is about to leave the page: ids of elements, the first that is there. */
export function useFocusNext(): (...ids: readonly string[]) => void {
  const wanted = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    if (wanted.current.length > 0 && focusFirst(wanted.current)) wanted.current = [];
  });
  return (...ids) => {
    wanted.current = ids;
  };
}

/** Focuses the first of these elements that is there; false where none is. */
export function focusFirst(ids: readonly string[]): boolean {
  for (const id of ids) {
    const element = document.getElementById(id);
    if (!element?.checkVisibility()) continue;
    element.focus();
    return true;
  }
  return false;
}

/** The id of the field where one types. */
export const MESSAGE_FIELD = "message";
/** The ids of the buttons that choose the first model, and another one. */
export const FIRST_MODEL = "model-0";
export const ADD_MODEL = "add-model";
/** The id of the heading of a message. */
export const headingId = (message: number) => `message-${message}`;
/** The id of the button that leads to a neighbor of a branch. */
export const branchId = (message: number, step: -1 | 1) => `branch-${message}${step < 0 ? "-previous" : "-next"}`;
