/** A part of requests that an offer refuses and is therefore not sent. */
export type RefusedPart =
  /** A field of the request. */
  | { kind: "field"; name: string }
  /** A field of messages, their parts and calls, and of tools. */
  | { kind: "inner field"; name: string }
  /** A value of `reasoning_effort`; others may be accepted. */
  | { kind: "effort"; effort: string }
  /** Token limits above a number. */
  | { kind: "token limit"; max: number }
  /** A beta of Anthropic's. */
  | { kind: "beta"; name: string }
  /** All fields that turn thinking on. */
  | { kind: "thinking" }
  /** Earlier answers without their reasoning. */
  | { kind: "missing reasoning" }
  /** System messages after other messages. */
  | { kind: "later system messages" }
  /** System messages anywhere. */
  | { kind: "system messages" };

type Kind = RefusedPart["kind"];
type Of<K extends Kind> = Extract<RefusedPart, { kind: K }>;

export const NOTHING_REFUSED: readonly RefusedPart[] = [];

/** Its name in `x-gatewayz-ignored`; unique per part. */
export function partName(part: RefusedPart): string {
  switch (part.kind) {
    case "field":
      return part.name;
    case "inner field":
      return `messages.${part.name}`;
    case "effort":
      return `reasoning_effort=${part.effort}`;
    case "beta":
      return `anthropic-beta=${part.name}`;
    case "token limit":
      return `max_tokens>${part.max}`;
    default:
      return part.kind;
  }
}

/** Whether a part is in the list. */
export function isAmong(parts: readonly RefusedPart[], part: RefusedPart): boolean {
  const name = partName(part);
  return parts.some((other) => partName(other) === name);
}

/** Whether any of these is of a kind. */
export const hasKind = (parts: readonly RefusedPart[], kind: Kind): boolean => parts.some((part) => part.kind === kind);

/** The parts of a kind. */
export const ofKind = <K extends Kind>(parts: readonly RefusedPart[], kind: K): Of<K>[] =>
  parts.filter((part): part is Of<K> => part.kind === kind);

/** The first list plus the new parts of the second; the same list when none is new. */
export function withParts(parts: readonly RefusedPart[], added: readonly RefusedPart[]): readonly RefusedPart[] {
  if (added === parts) return parts;
  const more = added.filter((part) => !isAmong(parts, part));
  return more.length === 0 ? parts : [...parts, ...more];
}

/** The fields of a request that are not sent. */
export function fieldNames(parts: readonly RefusedPart[]): readonly string[] {
  if (parts.length === 0) return NO_NAMES;
  return parts.flatMap((part) => {
    if (part.kind === "field") return [part.name];
    return part.kind === "thinking" ? ["thinking"] : [];
  });
}

/** The fields of messages and tools that are not sent. */
export const innerFieldNames = (parts: readonly RefusedPart[]): readonly string[] =>
  parts.length === 0 ? NO_NAMES : ofKind(parts, "inner field").map(({ name }) => name);

const NO_NAMES: readonly string[] = [];
