import type { KeyboardEvent } from "react";

/** keyCode of the key that ends a composition in Safari. */
const COMPOSED = 229;

/** Whether an input method is composing a character: Enter then only accepts its suggestion. */
export function isComposing({ nativeEvent }: Pick<KeyboardEvent, "nativeEvent">): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === COMPOSED;
}
