"use client";

import { createContext, useContext } from "react";
import type { Model } from "@/lib/contract/model";
import { displayName } from "@/lib/models/format";
import { authorName } from "@/lib/models/identity/author-names";

const Context = createContext<ReadonlyMap<string, Model>>(new Map());

export const Models = Context.Provider;

/** The models that have loaded so far, by ID. */
export function useKnownModels(): ReadonlyMap<string, Model> {
  return useContext(Context);
}

/** The name and author of a model, derived from its ID until the model has loaded. */
export function modelFacts(id: string, models: ReadonlyMap<string, Model>): { name: string; author: string } {
  const model = models.get(id);
  return {
    name: model ? displayName(model.name) : id,
    author: authorName(model?.owned_by ?? id.split("/", 1)[0] ?? id),
  };
}

/** The name and author of a model by its ID. */
export function useModelFacts(): (id: string) => { name: string; author: string } {
  const models = useContext(Context);
  return (id) => modelFacts(id, models);
}
