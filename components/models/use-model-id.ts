import { useEffect, useState } from "react";
import { askModelId } from "@/lib/client/browser";

/** How long typing rests before the server is asked, in ms. */
const REST_MS = 250;

/** What the server says of an id; `failed` holds why it said nothing. */
export type AskedId =
  | { state: "asking" }
  | { state: "told"; model: string | null }
  | { state: "failed"; why: string; again: () => void };

/** The model that an id leads to, as the server knows it; asks nothing for null. */
export function useModelId(id: string | null): AskedId {
  const [told, setTold] = useState<{ id: string; answer: AskedId }>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks the same again.
  useEffect(() => {
    if (id === null) return;
    setTold(undefined);
    const controller = new AbortController();
    const timer = setTimeout(() => {
      askModelId(id, controller.signal).then(
        (model) => setTold({ id, answer: { state: "told", model } }),
        (error: Error) => {
          if (controller.signal.aborted) return;
          setTold({ id, answer: { state: "failed", why: error.message, again: () => setTries((n) => n + 1) } });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [id, tries]);
  return told && told.id === id ? told.answer : { state: "asking" };
}
