import { useState } from "react";
import { ApiFailure } from "@/lib/client/api";

/** Runs work that may fail; resolves to null if it does. */
export type Attempt = <T>(work: () => Promise<T>) => Promise<T | null>;

/** `problem`: the error of the last attempt, as a sentence; null if it succeeded. */
export function useAttempt(): { problem: string | null; attempt: Attempt } {
  const [problem, setProblem] = useState<string | null>(null);
  const attempt: Attempt = async (work) => {
    setProblem(null);
    try {
      return await work();
    } catch (failed) {
      setProblem(errorText(failed));
      return null;
    }
  };
  return { problem, attempt };
}

export function errorText(error: unknown): string {
  if (error instanceof ApiFailure && error.status > 0) return error.message;
  return "Couldn’t reach the server. Check your connection. What you typed is saved.";
}
