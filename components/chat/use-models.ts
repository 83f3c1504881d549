"use client";

import { useEffect, useState } from "react";
import { fetchModel } from "@/lib/client/chat";
import type { Model } from "@/lib/contract/model";

const known = new Map<string, Promise<Model | null>>();

/** The models of these ids with their offers, as they come; each is asked for once in a page. */
export function useModels(ids: readonly string[]): ReadonlyMap<string, Model> {
  const [models, setModels] = useState<ReadonlyMap<string, Model>>(new Map());
  const key = [...new Set(ids)].sort().join("\n");
  useEffect(() => {
    let gone = false;
    for (const id of key.split("\n").filter(Boolean)) {
      const asked = known.get(id) ?? fetchModel(id).catch(() => null);
      known.set(id, asked);
      void asked.then((model) => {
        if (model === null) known.delete(id);
        else if (!gone) setModels((before) => (before.has(id) ? before : new Map(before).set(id, model)));
      });
    }
    return () => {
      gone = true;
    };
  }, [key]);
  return models;
}
