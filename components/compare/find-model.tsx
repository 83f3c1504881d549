"use client";

import { useRouter } from "next/navigation";
import { ModelSearch } from "@/components/chat/model-search";
import { comparePath } from "@/lib/models/compare-ids";

interface FindModelProps {
  ids: readonly string[];
  /** Further query parameters, after the models. */
  rest: string;
  onPick: () => void;
}

/** Finds a model by its name, and adds it to the comparison. */
export function FindModel({ ids, rest, onPick }: FindModelProps) {
  const router = useRouter();
  return (
    <ModelSearch
      taken={(id) => ids.includes(id)}
      onPick={(id) => {
        onPick();
        router.push(comparePath([...ids, id]) + rest, { scroll: false });
      }}
      className="flex-1"
    />
  );
}
