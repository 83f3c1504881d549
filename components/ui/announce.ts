import { readStored, writeStored } from "@/lib/client/storage";

/** Delay in ms, so that screen readers announce a change they notice by themselves first. */
const DEBOUNCE_MS = 1_000;
/** Announcements pending at page unload; the next page announces them. */
const PENDING = "gatewayz_announcement";

const pending = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Announces a result to screen readers, with its object: "Key laptop revoked". A newer text of the same topic replaces
 * a pending one, so that a count that changes with every letter is announced once.
 */
export function announce(text: string, topic: string = text): void {
  pending.delete(topic);
  pending.set(topic, text);
  clearTimeout(timer);
  timer = setTimeout(() => {
    speak(pendingText());
    pending.clear();
  }, DEBOUNCE_MS);
}

/** Clears all regions: screen readers would repeat one that reappears when a dialog closes. */
export function silence(): void {
  for (const region of regions()) region.textContent = "";
}

/** Carries pending announcements over to the next page; returns a cleanup function. */
export function carryAnnouncements(): () => void {
  const store = () => {
    if (pending.size > 0) writeStored(PENDING, pendingText(), "sessionStorage");
  };
  const stored = readStored(PENDING, "sessionStorage");
  writeStored(PENDING, null, "sessionStorage");
  if (stored) announce(stored);
  addEventListener("pagehide", store);
  return () => removeEventListener("pagehide", store);
}

const pendingText = () => [...new Set(pending.values())].join(". ");

/** Uses the region of the open modal dialog, if any: screen readers cannot reach the rest of the page. */
function speak(text: string): void {
  const all = regions();
  const region = all.findLast((status) => status.closest("dialog[open]")) ?? all[0];
  silence();
  if (region) region.textContent = text;
}

function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-status]")];
}
