/** The ID of the live region that screen readers announce: see status-region.tsx. */
export const STATUS_ID = "status";

/** Delay until a change has settled and screen readers have announced it themselves, in ms. */
const DEBOUNCE_MS = 1_000;

const waiting = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Says the outcome of something to screen readers, with the name of its object: "Key laptop revoked". A later text of
 * the same topic takes the place of one that was not said yet: a count that changes with every letter is said once.
 */
export function announce(text: string, topic: string = text): void {
  waiting.delete(topic);
  waiting.set(topic, text);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const region = document.getElementById(STATUS_ID);
    if (region) region.textContent = [...waiting.values()].join(". ");
    waiting.clear();
  }, DEBOUNCE_MS);
}
