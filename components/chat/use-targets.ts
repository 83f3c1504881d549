"use client";

import { useEffect, useState } from "react";
import { readStored, writeStored } from "@/lib/client/storage";
import type { ChatTarget } from "@/lib/contract/conversation";
import { formatTargets } from "./targets";

const NAME = "gatewayz_model";

/**
 * The targets of the next message: those in the URL or chosen here, otherwise `before` (the last ones in this
 * conversation), otherwise the model chosen last in any conversation or the default. A choice is stored in the URL.
 */
export function useTargets(
  initialTargets: readonly ChatTarget[],
  before: readonly ChatTarget[],
  defaultModel: string | null,
) {
  const [chosen, setChosen] = useState<readonly ChatTarget[] | null>(initialTargets.length > 0 ? initialTargets : null);
  const [saved, setSaved] = useState<string | null>(null);
  useEffect(() => setSaved(readStored(NAME)), []);
  const last = saved ?? defaultModel;
  const targets = chosen ?? (before.length > 0 ? before : last ? [{ model: last, gateway: null }] : []);
  const choose = (fresh: readonly ChatTarget[]) => {
    setChosen(fresh);
    const url = new URL(location.href);
    if (fresh.length > 0) url.searchParams.set("models", formatTargets(fresh));
    else url.searchParams.delete("models");
    history.replaceState(null, "", url);
    if (fresh[0]) writeStored(NAME, fresh[0].model);
  };
  return { targets, choose };
}

export function isSameTarget(one: ChatTarget, other: ChatTarget): boolean {
  return one.model === other.model && (one.gateway ?? null) === (other.gateway ?? null);
}
