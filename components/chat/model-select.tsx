"use client";

import { useEffect, useId, useState } from "react";
import { findModels } from "@/lib/client/chat";
import type { AnswerWish } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";

interface ModelSelectProps {
  wish: AnswerWish | null;
  model: Model | undefined;
  change: (wish: AnswerWish) => void;
  remove: (() => void) | null;
}

type Found = Awaited<ReturnType<typeof findModels>>;

/** Chooses a model by its name, and a gateway that has it. */
export function ModelSelect({ wish, model, change, remove }: ModelSelectProps) {
  const [text, setText] = useState<string | null>(null);
  const [found, setFound] = useState<Found>([]);
  const [failure, setFailure] = useState(false);
  const list = useId();
  useEffect(() => {
    if (text === null) return;
    const left = new AbortController();
    findModels(text, left.signal).then(
      (models) => {
        setFound(models);
        setFailure(false);
      },
      () => {
        if (!left.signal.aborted) setFailure(true);
      },
    );
    return () => left.abort();
  }, [text]);
  const choose = (id: string) => {
    change({ model: id, gateway: null });
    setText(null);
  };
  const gateways = [...new Set(model?.offers.map(({ gateway }) => gateway))];
  return (
    <span className="model-select">
      <span className="relative">
        <input
          className="text-field"
          role="combobox"
          aria-label="Model"
          aria-expanded={text !== null && found.length > 0}
          aria-controls={list}
          autoComplete="off"
          spellCheck={false}
          placeholder="Choose a model"
          value={text ?? wish?.model ?? ""}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => setTimeout(() => setText(null), 150)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setText(null);
            const [first] = found;
            if (event.key === "Enter" && text !== null) {
              event.preventDefault();
              if (first) choose(first.id);
            }
          }}
        />
        {text !== null && (
          <div id={list} className="model-list" role="listbox" aria-label="Models">
            {found.map((one) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus, Enter takes the first.
              <div
                key={one.id}
                tabIndex={-1}
                role="option"
                aria-selected={one.id === wish?.model}
                onClick={() => choose(one.id)}
              >
                <span>{one.name}</span>
                <small className="text-muted">{one.source_gateways.join(", ")}</small>
              </div>
            ))}
            {found.length === 0 && (
              <div role="option" aria-selected={false} aria-disabled tabIndex={-1}>
                {failure ? "The list cannot be reached" : "No model has this name"}
              </div>
            )}
          </div>
        )}
      </span>
      {gateways.length > 1 && wish && (
        <select
          className="text-field"
          aria-label="Gateway"
          value={wish.gateway ?? ""}
          onChange={(event) => change({ ...wish, gateway: event.target.value || null })}
        >
          <option value="">any gateway</option>
          {gateways.map((gateway) => (
            <option key={gateway} value={gateway}>
              {gateway}
            </option>
          ))}
        </select>
      )}
      {remove && (
        <button type="button" className="button" aria-label={`Without ${wish?.model ?? "this"}`} onClick={remove}>
          ×
        </button>
      )}
    </span>
  );
}
