"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** Hands over what was typed into a field before the app ran: until then, the field alone has it. */
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
