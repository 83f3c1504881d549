"use client";

import { useState } from "react";
import type { ChatTarget } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { ModelSelect } from "./model-select";
import { MAX_TARGETS } from "./targets";
import { isSameTarget } from "./use-targets";

interface ChoosersProps {
  targets: readonly ChatTarget[];
  models: ReadonlyMap<string, Model>;
  change: (targets: readonly ChatTarget[]) => void;
}

/** Who answers: one, or up to four side by side, no two of them the same. */
export function Choosers({ targets, models, change }: ChoosersProps) {
  const [adding, setAdding] = useState(false);
  const [twice, setTwice] = useState(false);
  const set = (fresh: ChatTarget, at: number) => {
    const double = targets.some((target, i) => i !== at && isSameTarget(target, fresh));
    setTwice(double);
    if (double) return;
    setAdding(false);
    change(at < targets.length ? targets.map((target, i) => (i === at ? fresh : target)) : [...targets, fresh]);
  };
  const open = adding || targets.length === 0;
  return (
    <>
      {targets.map((target, i) => (
        <ModelSelect
          // biome-ignore lint/suspicious/noArrayIndexKey: a place stays the same while its model changes.
          key={i}
          target={target}
          model={models.get(target.model)}
          change={(fresh) => set(fresh, i)}
          remove={targets.length > 1 ? () => change(targets.filter((_, at) => at !== i)) : null}
        />
      ))}
      {open && (
        <ModelSelect
          key="fresh"
          target={null}
          model={undefined}
          change={(fresh) => set(fresh, targets.length)}
          remove={targets.length > 0 ? () => setAdding(false) : null}
        />
      )}
      {!open && targets.length < MAX_TARGETS && (
        <button
          type="button"
          className="button"
          title="The same to another model, or to this model at another gateway"
          onClick={() => {
            const free = otherGateway(targets, models);
            if (free) set(free, targets.length);
            else setAdding(true);
          }}
        >
          Side by side
        </button>
      )}
      {twice && (
        <span role="alert" className="composer-problem">
          It answers already: choose another model or gateway.
        </span>
      )}
    </>
  );
}

/** The last model at a gateway that is not asked yet, when that one was chosen by its gateway; null otherwise. */
function otherGateway(targets: readonly ChatTarget[], models: ReadonlyMap<string, Model>): ChatTarget | null {
  const last = targets.at(-1);
  if (!last?.gateway) return null;
  const free = models
    .get(last.model)
    ?.offers.find(
      (offer) => !targets.some((target) => isSameTarget(target, { model: last.model, gateway: offer.gateway })),
    );
  return free ? { model: last.model, gateway: free.gateway } : null;
}
