export type Opened = "palette" | "keys";

/** The event that opens a panel; its detail is the panel. */
export const OPEN_PANEL = "gatewayz-open-panel";

/** Opens the palette or the list of keyboard shortcuts. In pages, data-open="palette" on a button does the same. */
export function openPanel(what: Opened): void {
  dispatchEvent(new CustomEvent(OPEN_PANEL, { detail: what }));
}
