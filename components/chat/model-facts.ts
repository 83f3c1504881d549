"use client";

import { createContext, useContext } from "react";
import type { Model } from "@/lib/contract/model";
import { displayName } from "@/lib/models/format";
import { authorName } from "@/lib/models/identity/author-names";

interface ModelFacts {
  name: string;
  author: string;
}

const Context = createContext<ReadonlyMap<string, Model>>(new Map());
const NamesContext = createContext<ReadonlyMap<string, ModelFacts>>(new Map());

/** Provides the names of models by ID, until the models have loaded. */
export const ModelNames = NamesContext.Provider;

export function useModelNames(): ReadonlyMap<string, ModelFacts> {
  return useContext(NamesContext);
}

export const Models = Context.Provider;

export function useKnownModels(): ReadonlyMap<string, Model> {
  return useContext(Context);
}

/** The name and author of a model; until it has loaded, from its known name or its ID. */
export function modelFacts(
  id: string,
  models: ReadonlyMap<string, Model>,
  names: ReadonlyMap<string, ModelFacts>,
): ModelFacts {
  const model = models.get(id);
  const named = names.get(id);
  if (!model && named) return { name: displayName(named.name), author: named.author };
  return {
    name: model ? displayName(model.name) : id,
    author: authorName(model?.owned_by ?? id.split("/", 1)[0] ?? id),
  };
}

export function useModelFacts(): (id: string) => ModelFacts {
  const models = useContext(Context);
  const names = useModelNames();
  return (id) => modelFacts(id, models, names);
}
