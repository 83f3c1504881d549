"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** Passes on text that was typed into a field before hydration, which state does not have. */
export function useEarlyText(
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  take: (text: string) => void,
): void {
  const takeEarly = useEffectEvent(take);
  useEffect(() => {
    const { value = "", defaultValue = "" } = field.current ?? {};
    if (value !== defaultValue) takeEarly(value);
  }, [field]);
}
