import { useEffect, useState } from "react";
import { askModelId } from "@/lib/client/browser";

/** How long typing rests before the server is asked, in ms. */
const DEBOUNCE_MS = 250;

/** What the server says of an id; `failed` holds why it said nothing. */
export type AskedId =
  | { state: "asking" }
  | { state: "told"; model: string | null }
  | { state: "failed"; why: string; again: () => void };

/** The model that an id leads to, as the server knows it; asks nothing for null. */
export function useModelId(id: string | null): AskedId {
  const [resolved, setResolved] = useState<{ id: string; answer: AskedId }>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks the same again.
  useEffect(() => {
    if (id === null) return;
    setResolved(undefined);
    const controller = new AbortController();
    const timer = setTimeout(() => {
      askModelId(id, controller.signal).then(
        (model) => setResolved({ id, answer: { state: "told", model } }),
        (error: Error) => {
          if (controller.signal.aborted) return;
          setResolved({ id, answer: { state: "failed", why: error.message, again: () => setTries((n) => n + 1) } });
        },
      );
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [id, tries]);
  return resolved && resolved.id === id ? resolved.answer : { state: "asking" };
}
