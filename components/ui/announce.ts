import { readStored, writeStored } from "@/lib/client/storage";

/** Delay until a change has settled and screen readers have announced it themselves, in ms. */
const DEBOUNCE_MS = 1_000;
/** What a document that is left had not announced yet; the next one announces it. */
const PENDING = "gatewayz_announcement";

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
    speak(waitingText());
    waiting.clear();
  }, DEBOUNCE_MS);
}

/** Clears all regions: one that reappears when a dialog closes would be read again. */
export function silence(): void {
  for (const region of regions()) region.textContent = "";
}

/** Carries pending announcements from one document to the next; returns a function that stops it. */
export function carryAnnouncements(): () => void {
  const keep = () => {
    if (waiting.size > 0) writeStored(PENDING, waitingText(), "sessionStorage");
  };
  const pending = readStored(PENDING, "sessionStorage");
  writeStored(PENDING, null, "sessionStorage");
  if (pending) announce(pending);
  addEventListener("pagehide", keep);
  return () => removeEventListener("pagehide", keep);
}

const waitingText = () => [...new Set(waiting.values())].join(". ");

/** Uses the region of the open modal dialog, if any: screen readers cannot reach the rest of the page. */
function speak(text: string): void {
  const all = regions();
  const region = all.findLast((one) => one.closest("dialog[open]")) ?? all[0];
  silence();
  if (region) region.textContent = text;
}

function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-status]")];
}
