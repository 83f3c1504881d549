import type { KeyboardEvent } from "react";

/** What Safari says of the key that ends a composition, which it counts as after it. */
const COMPOSED = 229;

/** Whether a key belongs to a character that is still being put together: an Enter then only takes what is offered. */
export function isComposing({ nativeEvent }: Pick<KeyboardEvent, "nativeEvent">): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === COMPOSED;
}
