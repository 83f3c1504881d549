"use client";

import { useEffect, useState } from "react";
import { readStored, writeStored } from "@/lib/client/storage";

const NAME = "gatewayz_branches";
/** So many choices of a conversation are remembered, the last ones. */
const MAX = 100;

/** The branches that were chosen in a conversation, the last choice first; this browser remembers them. */
export function useChosenBranches(session: number | null) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const place = session === null ? null : `${NAME}:${session}`;
  useEffect(() => {
    if (place === null) return;
    const stored = (readStored(place) ?? "").split(",").map(Number).filter(Number.isSafeInteger);
    if (stored.length > 0) setChosen((now) => (now.length > 0 ? now : stored));
  }, [place]);
  useEffect(() => {
    if (place !== null && chosen.length > 0) writeStored(place, chosen.join(","));
  }, [place, chosen]);
  const prefer = (ids: readonly number[]) =>
    setChosen((before) => [...ids, ...before.filter((id) => !ids.includes(id))].slice(0, MAX));
  return { chosen, prefer };
}
