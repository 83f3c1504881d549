import type { KeyboardEvent } from "react";

/** Whether a key sends a text: Enter without Shift, but not on touch, where Enter breaks the line. */
export function isSendKey({ key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">): boolean {
  return key === "Enter" && !shiftKey && !matchMedia("(pointer: coarse)").matches;
}
