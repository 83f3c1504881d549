/** What a panel can show. */
export type Opened = "palette" | "keys";

/** The event that asks for a panel, with which one as its detail. */
export const OPEN_PANEL = "gatewayz-open-panel";

/** Opens the palette or the list of keyboard shortcuts. In pages, data-open="palette" on a button does the same. */
export function openPanel(what: Opened): void {
  dispatchEvent(new CustomEvent(OPEN_PANEL, { detail: what }));
}
