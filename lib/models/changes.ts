import type { Change, ChangeKind, TrackedFacts } from "@/lib/contract/change";
import { contextText, priceText } from "./format";
import { perMillion } from "./price";

/** What an event of the store is: see `offer_events`. */
export type EventKind = "added" | "changed" | "gone" | "returned";

/** What a change means. An event may mean several things; one that means nothing to anybody has none. */
export function changeKinds(kind: EventKind, before: TrackedFacts | null, after: TrackedFacts | null): ChangeKind[] {
  if (kind === "added") return ["new"];
  if (kind === "gone") return ["gone"];
  const kinds: ChangeKind[] = kind === "returned" ? ["returned"] : [];
  if (!before || !after) return kinds;
  const price = priceChange(before, after);
  if (price) kinds.push(price);
  const [was, is] = [before.context_length, after.context_length];
  if (was !== null && is !== null && was !== is) kinds.push(is > was ? "longer" : "shorter");
  if (before.state !== after.state && kind !== "returned") kinds.push("state");
  return kinds;
}

/** Cheaper or pricier only where known figures moved one way; any other change is a new price. */
function priceChange(before: TrackedFacts, after: TrackedFacts): ChangeKind | null {
  const moves = (["prompt", "completion"] as const).map((side) => {
    const [was, is] = [perMillion(before.pricing[side]), perMillion(after.pricing[side])];
    return was === null || is === null ? (was === is ? 0 : Number.NaN) : Math.sign(is - was);
  });
  if (moves.every((move) => move === 0)) return before.price_state === after.price_state ? null : "repriced";
  if (moves.every((move) => move <= 0)) return "cheaper";
  return moves.every((move) => move >= 0) ? "dearer" : "repriced";
}

const WORDS: Record<ChangeKind, string> = {
  new: "new",
  gone: "gone",
  returned: "back",
  cheaper: "cheaper",
  dearer: "dearer",
  repriced: "new price",
  longer: "longer context",
  shorter: "shorter context",
  state: "state",
};

/** A kind in words. */
export function kindText(kind: ChangeKind): string {
  return WORDS[kind];
}

/** What was and what is, of what changed: "$1.00 / $2.00 → $0.50 / $2.00 · 131k → 262k". Empty when nothing is to say. */
export function changeText({ kinds, before, after }: Pick<Change, "kinds" | "before" | "after">): string {
  const move = (was: string, is: string) => `${was} → ${is}`;
  if (!before || !after) {
    const facts = after ?? before;
    return facts ? [pricesText(facts), lengthText(facts)].filter(Boolean).join(" · ") : "";
  }
  return kinds
    .flatMap((kind) => {
      if (kind === "cheaper" || kind === "dearer" || kind === "repriced")
        return move(pricesText(before) || "unknown", pricesText(after) || "unknown");
      if (kind === "longer" || kind === "shorter") return move(lengthText(before), lengthText(after));
      return kind === "state" ? move(before.state, after.state) : [];
    })
    .join(" · ");
}

function pricesText({ pricing, price_state }: TrackedFacts): string {
  const [input, output] = [perMillion(pricing.prompt), perMillion(pricing.completion)];
  if (input === null && output === null) return price_state === "unknown" ? "" : price_state.replace("_", " ");
  return [input, output].map((usd) => (usd === null ? "?" : `$${priceText(usd)}`)).join(" / ");
}

function lengthText({ context_length }: TrackedFacts): string {
  return context_length === null ? "" : contextText(context_length);
}
