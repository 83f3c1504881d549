import { useState } from "react";
import { ApiFailure } from "@/lib/client/api";

/** Does something; null when it failed. */
export type Attempt = <T>(work: () => Promise<T>) => Promise<T | null>;

/** What went wrong in the last attempt, as a sentence; null when it went well. */
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

/** A failure as a sentence. */
export function errorText(error: unknown): string {
  if (error instanceof ApiFailure && error.status > 0) return error.message;
  return "Couldn’t reach the server. Check your connection. What you typed is saved.";
}
