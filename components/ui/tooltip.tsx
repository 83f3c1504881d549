"use client";

import { useEffect, useRef } from "react";

const WAIT_MS = 400;
const GAP = 6;

/** The tooltip of elements with `data-tip`: after a delay on hover, without one on keyboard focus. Escape hides it. */
export function TooltipLayer() {
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tip = layer.current;
    if (!tip) return;
    let timer: ReturnType<typeof setTimeout>;
    const hide = () => {
      clearTimeout(timer);
      if (tip.matches(":popover-open")) tip.hidePopover();
    };
    const show = (target: Element) => {
      tip.textContent = target.getAttribute("data-tip");
      if (!tip.textContent || !target.isConnected) return;
      tip.showPopover();
      const at = target.getBoundingClientRect();
      const half = tip.offsetWidth / 2;
      const middle = Math.max(half + GAP, Math.min(at.left + at.width / 2, innerWidth - half - GAP));
      const under = at.bottom + GAP + tip.offsetHeight < innerHeight;
      tip.style.left = `${middle - half}px`;
      tip.style.top = `${under ? at.bottom + GAP : at.top - GAP - tip.offsetHeight}px`;
    };
    const tipped = (event: Event) => (event.target instanceof Element ? event.target.closest("[data-tip]") : null);
    const over = (event: PointerEvent) => {
      const target = tipped(event);
      hide();
      if (target && event.pointerType === "mouse") timer = setTimeout(show, WAIT_MS, target);
    };
    const focus = (event: FocusEvent) => {
      const target = tipped(event);
      hide();
      // Delayed, because none can open while a closing popover returns the focus.
      if (target?.matches(":focus-visible")) timer = setTimeout(show, 0, target);
    };
    const key = (event: KeyboardEvent) => event.key === "Escape" && hide();
    const unmounted = new AbortController();
    const options = { signal: unmounted.signal, passive: true };
    addEventListener("pointerover", over, options);
    addEventListener("pointerdown", hide, options);
    addEventListener("focusin", focus, options);
    addEventListener("focusout", hide, options);
    addEventListener("scroll", hide, { ...options, capture: true });
    addEventListener("keydown", key, { ...options, capture: true });
    return () => {
      hide();
      unmounted.abort();
    };
  }, []);
  return (
    <div
      ref={layer}
      popover="manual"
      aria-hidden="true"
      className="pointer-events-none fixed inset-auto m-0 max-w-64 rounded-small bg-text px-2 py-1 text-label text-bg forced-colors:border"
    />
  );
}
