import type { Change, ChangeKind, TrackedFacts } from "@/lib/contract/change";
import { cellPrice, contextText, priceText } from "./format";
import { perMillion } from "./price";

/** Kinds of stored events: see `offer_events`. */
type EventKind = "added" | "changed" | "gone" | "returned";

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

/** One changed figure: its old value, if there was one, and its new value. */
interface Move {
  was?: string;
  is: string;
}

/** The changed figures, or the facts of a new or removed offer; empty when there is nothing to show. */
export function changeMoves({ kinds, before, after }: Pick<Change, "kinds" | "before" | "after">): Move[] {
  if (!before || !after) {
    const facts = after ?? before;
    if (!facts) return [];
    const length = lengthText(facts);
    return [pricesText(facts), length && `${length} context`].filter(Boolean).map((is) => ({ is }));
  }
  return kinds.flatMap((kind): Move | [] => {
    if (kind === "cheaper" || kind === "dearer" || kind === "repriced") return pricesMove(before, after);
    if (kind === "longer" || kind === "shorter") return { was: lengthText(before), is: lengthText(after) };
    return kind === "state" ? { was: before.state, is: after.state } : [];
  });
}

/** The change in short: "$1.00 / $2.00 → $0.50 / $2.00 · 131k → 262k". Empty when there is nothing to show. */
export function changeText(change: Pick<Change, "kinds" | "before" | "after">): string {
  return changeMoves(change)
    .map(({ was, is }) => (was === undefined ? is : `${was} → ${is}`))
    .join(" · ");
}

/** The change of input plus output price in percent: "−22%". Empty when a price is unknown or was 0. */
export function priceMove({ before, after }: Pick<Change, "before" | "after">): string {
  const sum = (facts: TrackedFacts | null) => {
    const [input, output] = [perMillion(facts?.pricing.prompt ?? null), perMillion(facts?.pricing.completion ?? null)];
    return input === null || output === null ? 0 : input + output;
  };
  const [was, is] = [sum(before), sum(after)];
  const percent = Math.round((is / was - 1) * 100);
  if (was === 0 || is === 0 || percent === 0) return "";
  return `${percent < 0 ? "−" : "+"}${Math.abs(percent)}%`;
}

/** With more digits than in the list if the prices would look the same there. */
function pricesMove(before: TrackedFacts, after: TrackedFacts): Move {
  const [was, is] = [pricesText(before), pricesText(after)];
  if (was === is)
    return { was: pricesText(before, priceText) || "unknown", is: pricesText(after, priceText) || "unknown" };
  return { was: was || "unknown", is: is || "unknown" };
}

function pricesText({ pricing, price_state }: TrackedFacts, text = cellPrice): string {
  const [input, output] = [perMillion(pricing.prompt), perMillion(pricing.completion)];
  if (input === null && output === null) return price_state === "unknown" ? "" : price_state.replace("_", " ");
  return [input, output].map((usd) => (usd === null ? "?" : `$${text(usd)}`)).join(" / ");
}

function lengthText({ context_length }: TrackedFacts): string {
  return context_length === null ? "" : contextText(context_length);
}
