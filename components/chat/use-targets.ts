"use client";

import { useEffect, useState } from "react";
import { readStored, writeStored } from "@/lib/client/storage";
import type { ChatTarget } from "@/lib/contract/conversation";
import { formatTargets } from "./targets";

const NAME = "gatewayz_model";

/**
 * The targets of the next message: those in the URL or chosen here, otherwise `previous` (the last ones in this
 * conversation), otherwise the model chosen last in any conversation or the default. A choice is stored in the URL.
 */
export function useTargets(
  initialTargets: readonly ChatTarget[],
  previous: readonly ChatTarget[],
  defaultModel: string | null,
) {
  const [chosen, setChosen] = useState<readonly ChatTarget[] | null>(initialTargets.length > 0 ? initialTargets : null);
  const [saved, setSaved] = useState<string | null>(null);
  useEffect(() => setSaved(readStored(NAME)), []);
  const last = saved ?? defaultModel;
  const targets = chosen ?? (previous.length > 0 ? previous : last ? [{ model: last, gateway: null }] : []);
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

export function isSameTarget(target: ChatTarget, other: ChatTarget): boolean {
  return target.model === other.model && (target.gateway ?? null) === (other.gateway ?? null);
}
