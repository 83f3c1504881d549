import type { Change, ChangeKind, TrackedFacts } from "@/lib/contract/change";
import { contextText, priceText } from "./format";
import { perMillion } from "./price";

/** Kinds of stored events: see `offer_events`. */
export type EventKind = "added" | "changed" | "gone" | "returned";

/** The kinds of change that an event represents; none for an event that users don't care about. */
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

/** "cheaper" or its opposite only when all known figures moved the same way; any other change is a new price. */
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
  new: "New",
  gone: "Removed",
  returned: "Back",
  cheaper: "Cheaper",
  dearer: "Pricier",
  repriced: "New price",
  longer: "Longer context",
  shorter: "Shorter context",
  state: "Status",
};

/** The display name of a kind of change. */
export function kindText(kind: ChangeKind): string {
  return WORDS[kind];
}

/** The change in short: "$1.00 / $2.00 → $0.50 / $2.00 · 131k → 262k". Empty when there is nothing to show. */
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
