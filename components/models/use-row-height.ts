"use client";

import { useSyncExternalStore } from "react";

/* The same figures as --row in table.css. */
const DESK_REM = 3.125;
const PHONE_REM = 5.25;

/** The height of a row in px: of a table's row on a desk, of a card on a phone. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, read, () => DESK_REM * 16);
}

function subscribe(changed: () => void): () => void {
  const media = phone();
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

function read(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return (phone().matches ? PHONE_REM : DESK_REM) * rem;
}

function phone(): MediaQueryList {
  return matchMedia("(width < 48rem)");
}
