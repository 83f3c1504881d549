import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useData } from "@/components/data/query";
import { Combobox } from "@/components/ui/combobox";
import { Kbd } from "@/components/ui/tag";
import { findModels } from "@/lib/client/browser";
import type { Model } from "@/lib/contract/model";
import { ModelOption } from "./model-option";

interface ModelSearchProps {
  /** Whether a model is already added, so that it cannot be picked. */
  taken: (id: string) => boolean;
  chosen?: string | undefined;
  onPick: (id: string) => void;
  /** Called with the model that arrow keys moved to; undefined for none. */
  onActive?: (model: Model | undefined) => void;
  className?: string;
}

/** Finds a model by its name; lists popular ones until something is typed. */
export function ModelSearch({ taken, chosen, onPick, onActive, className }: ModelSearchProps) {
  const [text, setText] = useState("");
  const { found, failed, loading } = useFoundModels(text);
  const option = (model: Model) => ({
    id: model.id,
    text: taken(model.id) ? `${model.name}, already added` : model.name,
    node: <ModelOption model={model} taken={taken(model.id)} chosen={model.id === chosen} />,
    disabled: taken(model.id),
  });
  return (
    <Combobox
      bare
      autoFocus
      label="Search models"
      placeholder="Search models"
      value={text}
      onType={(typed) => {
        setText(typed);
        onActive?.(undefined);
      }}
      onActive={(id) => onActive?.(found.find((model) => model.id === id))}
      groups={[{ label: text.trim() === "" ? "Popular" : "Models", options: found.map(option) }]}
      onPick={onPick}
      enterPicksFirst
      loading={loading}
      empty={failed ? "Couldn’t load the models. Try again." : loading ? "Loading models…" : "No models match"}
      after={<Kbd className="max-md:hidden">Esc</Kbd>}
      className={className ?? ""}
      listClassName="p-1.5"
    />
  );
}

/** The models that match some words; keeps the previous results while loading. */
function useFoundModels(text: string): { found: readonly Model[]; failed: boolean; loading: boolean } {
  const {
    data = [],
    isError,
    isPending,
  } = useData({
    queryKey: ["models for chat", text],
    queryFn: ({ signal }) => findModels(text, signal),
    placeholderData: keepPreviousData,
  });
  return { found: data, failed: isError, loading: isPending };
}
