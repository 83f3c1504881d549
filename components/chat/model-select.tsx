"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useData } from "@/components/data/query";
import { isComposing } from "@/components/ui/composing";
import { findModels } from "@/lib/client/browser";
import type { ChatTarget } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { useGatewayName } from "./gateway-facts";

interface ModelSelectProps {
  target: ChatTarget | null;
  model: Model | undefined;
  change: (chatTarget: ChatTarget) => void;
  remove: (() => void) | null;
}

type Found = Awaited<ReturnType<typeof findModels>>;

/** Chooses a model by its name, and a gateway that has it. */
export function ModelSelect({ target: chatTarget, model, change, remove }: ModelSelectProps) {
  const [text, setText] = useState<string | null>(null);
  const { found, failure } = useFound(text);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const nameOf = useGatewayName();
  useEffect(() => {
    if (chatTarget === null) input.current?.focus();
  }, [chatTarget]);
  const shown = model?.name ?? chatTarget?.model ?? "";
  // What is typed stands for the whole name, also when the name came after the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another selection.
  useEffect(() => {
    const field = input.current;
    // By the time this runs somebody may have begun to type.
    if (text === null && field && document.activeElement === field && field.value === shown) field.select();
  }, [shown]);
  const choose = (id: string) => {
    setText(null);
    if (id !== chatTarget?.model) change({ model: id, gateway: null });
  };
  const keys = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (text === null) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        setText("");
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((before) => (before + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter" && found[at]) choose(found[at].id);
    else if (event.key === "Escape") setText(null);
    else if (event.key !== "Enter") return;
    event.preventDefault();
  };
  const gateways = [...new Set(model?.offers.map(({ gateway }) => gateway))];
  const open = text !== null;
  return (
    <span className="model-select">
      <span className="relative">
        <input
          ref={input}
          className="input-field"
          role="combobox"
          aria-label="Model"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && found[at] ? `${list}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Choose a model"
          title={chatTarget?.model}
          value={text ?? shown}
          onFocus={(event) => event.target.select()}
          onClick={() => setText(text ?? "")}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onBlur={() => setText(null)}
          onKeyDown={keys}
        />
        {open && (
          <div id={list} className="model-list" role="listbox" aria-label="Models">
            {found.map((one, i) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus, its keys choose.
              <div
                key={one.id}
                id={`${list}-${i}`}
                tabIndex={-1}
                role="option"
                aria-selected={i === at}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(one.id)}
              >
                <span>{one.name}</span>
                <small className="text-text-3">{one.source_gateways.map(nameOf).join(", ")}</small>
              </div>
            ))}
            {found.length === 0 && (
              <div role="option" aria-selected={false} aria-disabled tabIndex={-1} className="text-text-3">
                {failure ? "The list of models cannot be reached." : "No model has this name."}
              </div>
            )}
          </div>
        )}
      </span>
      {gateways.length > 1 && chatTarget && (
        <select
          className="input-field"
          aria-label="Gateway"
          value={chatTarget.gateway ?? ""}
          onChange={(event) => change({ ...chatTarget, gateway: event.target.value || null })}
        >
          <option value="">any gateway</option>
          {gateways.map((gateway) => (
            <option key={gateway} value={gateway}>
              {nameOf(gateway)}
            </option>
          ))}
        </select>
      )}
      {remove && (
        <button
          type="button"
          className="button"
          aria-label={`Without ${chatTarget?.model ?? "another"}`}
          onClick={remove}
        >
          ×
        </button>
      )}
    </span>
  );
}

/** The models that some words find, as they come; none while nothing is asked. */
function useFound(text: string | null): { found: Found; failure: boolean } {
  const { data = [], isError } = useData({
    queryKey: ["models for chat", text],
    queryFn: ({ signal }) => findModels(text ?? "", signal),
    enabled: text !== null,
    placeholderData: keepPreviousData,
  });
  return { found: data, failure: isError };
}
