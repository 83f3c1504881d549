const GAP = 6;
const MARGIN = 8;
const PHONE = "(width < 48rem)";

/**
 * Puts an open popover below its anchor, aligned with the anchor's edge on whose side there is room, and above it where
 * there is none below. `sheet`: on a phone its classes place it at the bottom of the screen instead.
 */
export function placeBelow(panel: HTMLElement, anchor: Element, sheet = false): void {
  const { style } = panel;
  style.margin = style.inset = style.maxHeight = "";
  if (sheet && matchMedia(PHONE).matches) return;
  const at = anchor.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const up = below < panel.offsetHeight && above > below;
  const right = at.left + panel.offsetWidth + MARGIN > clientWidth;
  const left = right ? at.right - panel.offsetWidth : at.left;
  style.margin = "0";
  style.maxHeight = `${Math.max(160, up ? above : below)}px`;
  style.inset = "auto";
  style.left = `${Math.max(MARGIN, Math.min(left, clientWidth - panel.offsetWidth - MARGIN))}px`;
  if (up) style.bottom = `${clientHeight - at.top + GAP}px`;
  else style.top = `${at.bottom + GAP}px`;
}
