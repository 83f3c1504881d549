"use client";

import { useEffect, useState } from "react";
import type { AnswerWish } from "@/lib/contract/conversation";
import { formatWishes } from "./wishes";

const NAME = "gatewayz_model";

/**
 * Who shall answer: whom the address names or one chose, else `before`, who answered last here, else whom one chose
 * last anywhere, else the usual one. A choice is kept in the address.
 */
export function useWishes(wished: readonly AnswerWish[], before: readonly AnswerWish[], usual: string | null) {
  const [chosen, setChosen] = useState<readonly AnswerWish[] | null>(wished.length > 0 ? wished : null);
  const [kept, setKept] = useState<string | null>(null);
  useEffect(() => setKept(localStorage.getItem(NAME)), []);
  const last = kept ?? usual;
  const wishes = chosen ?? (before.length > 0 ? before : last ? [{ model: last, gateway: null }] : []);
  const choose = (fresh: readonly AnswerWish[]) => {
    setChosen(fresh);
    const url = new URL(location.href);
    if (fresh.length > 0) url.searchParams.set("models", formatWishes(fresh));
    else url.searchParams.delete("models");
    history.replaceState(null, "", url);
    try {
      if (fresh[0]) localStorage.setItem(NAME, fresh[0].model);
    } catch {
      // Storage is full or forbidden: the choice holds for this page.
    }
  };
  return { wishes, choose };
}

/** Whether two wishes are for the same. */
export function sameWish(one: AnswerWish, other: AnswerWish): boolean {
  return one.model === other.model && (one.gateway ?? null) === (other.gateway ?? null);
}
