"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ModelOption } from "@/components/chat/model-option";
import { useFoundModels } from "@/components/chat/use-found-models";
import { Combobox } from "@/components/ui/combobox";
import { Kbd } from "@/components/ui/tag";
import { comparePath } from "@/lib/models/compare-ids";

interface FindModelProps {
  ids: readonly string[];
  /** What follows the models in the address. */
  rest: string;
  onPick: () => void;
}

/** Finds a model by its name, and compares it with the others. */
export function FindModel({ ids, rest, onPick }: FindModelProps) {
  const [text, setText] = useState("");
  const { found, failed, loading } = useFoundModels(text);
  const router = useRouter();
  return (
    <Combobox
      bare
      autoFocus
      label="Search models"
      placeholder="Search models"
      value={text}
      onType={setText}
      groups={[
        {
          label: text.trim() === "" ? "Popular" : "Models",
          options: found.map((model) => ({
            id: model.id,
            text: ids.includes(model.id) ? `${model.name}, already added` : model.name,
            node: <ModelOption model={model} taken={ids.includes(model.id)} chosen={false} />,
            disabled: ids.includes(model.id),
          })),
        },
      ]}
      onPick={(id) => {
        onPick();
        router.push(comparePath([...ids, id]) + rest, { scroll: false });
      }}
      enterPicksFirst
      empty={failed ? "Couldn’t load the models. Try again." : loading ? "Loading models…" : "No models match"}
      after={<Kbd className="max-md:hidden">Esc</Kbd>}
      className="flex-1"
      listClassName="p-1.5"
    />
  );
}
