"use client";

import { useState } from "react";
import type { AnswerWish } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { ModelSelect } from "./model-select";
import { sameWish } from "./use-wishes";
import { MOST_WISHES } from "./wishes";

interface ChoosersProps {
  wishes: readonly AnswerWish[];
  models: ReadonlyMap<string, Model>;
  change: (wishes: readonly AnswerWish[]) => void;
}

/** Who answers: one, or up to four side by side, no two of them the same. */
export function Choosers({ wishes, models, change }: ChoosersProps) {
  const [adding, setAdding] = useState(false);
  const [twice, setTwice] = useState(false);
  const set = (fresh: AnswerWish, at: number) => {
    const double = wishes.some((wish, i) => i !== at && sameWish(wish, fresh));
    setTwice(double);
    if (double) return;
    setAdding(false);
    change(at < wishes.length ? wishes.map((wish, i) => (i === at ? fresh : wish)) : [...wishes, fresh]);
  };
  const open = adding || wishes.length === 0;
  return (
    <>
      {wishes.map((wish, i) => (
        <ModelSelect
          // biome-ignore lint/suspicious/noArrayIndexKey: a place stays the same while its model changes.
          key={i}
          wish={wish}
          model={models.get(wish.model)}
          change={(fresh) => set(fresh, i)}
          remove={wishes.length > 1 ? () => change(wishes.filter((_, at) => at !== i)) : null}
        />
      ))}
      {open && (
        <ModelSelect
          key="fresh"
          wish={null}
          model={undefined}
          change={(fresh) => set(fresh, wishes.length)}
          remove={wishes.length > 0 ? () => setAdding(false) : null}
        />
      )}
      {!open && wishes.length < MOST_WISHES && (
        <button
          type="button"
          className="button"
          title="The same to another model, or to this model at another gateway"
          onClick={() => {
            const free = otherGateway(wishes, models);
            if (free) set(free, wishes.length);
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
function otherGateway(wishes: readonly AnswerWish[], models: ReadonlyMap<string, Model>): AnswerWish | null {
  const last = wishes.at(-1);
  if (!last?.gateway) return null;
  const free = models
    .get(last.model)
    ?.offers.find((offer) => !wishes.some((wish) => sameWish(wish, { model: last.model, gateway: offer.gateway })));
  return free ? { model: last.model, gateway: free.gateway } : null;
}
