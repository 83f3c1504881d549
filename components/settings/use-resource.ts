"use client";

import { useCallback, useEffect, useState } from "react";
import type { z } from "zod";
import { callApi } from "@/lib/client/session";

/** Something of the API in a page: what is known, what went wrong, and how to read it again. */
export interface Resource<T> {
  data: T | null;
  failure: string | null;
  reload: () => Promise<void>;
}

/** Reads a path of the API for the one who is signed in, and again when asked. What was known stays through a failure. */
export function useResource<T>(path: string, schema: z.ZodType<T>): Resource<T> {
  const [data, setData] = useState<T | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const reload = useCallback(async () => {
    try {
      setData(schema.parse(await callApi(path)));
      setFailure(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }, [path, schema]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { data, failure, reload };
}
