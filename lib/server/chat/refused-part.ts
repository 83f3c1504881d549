/** A part of requests that an offer refuses: it is asked without it. */
export type RefusedPart =
  /** A field of the request. */
  | { kind: "field"; name: string }
  /** A field of messages, their parts and calls, and of tools. */
  | { kind: "inner field"; name: string }
  /** A value of `reasoning_effort`; others may be taken. */
  | { kind: "effort"; effort: string }
  /** Limits of tokens over a number. */
  | { kind: "token limit"; most: number }
  /** A beta of Anthropic's. */
  | { kind: "beta"; name: string }
  /** All that turns thinking on. */
  | { kind: "thinking" }
  /** Earlier answers without their reasoning. */
  | { kind: "missing reasoning" }
  /** System messages behind others. */
  | { kind: "later system messages" }
  /** System messages anywhere. */
  | { kind: "system messages" };

type Kind = RefusedPart["kind"];
type Of<K extends Kind> = Extract<RefusedPart, { kind: K }>;

export const NOTHING_REFUSED: readonly RefusedPart[] = [];

/** What `x-gatewayz-ignored` calls it; no two have the same name. */
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
      return `max_tokens>${part.most}`;
    default:
      return part.kind;
  }
}

/** Whether it is one of these. */
export function isAmong(parts: readonly RefusedPart[], part: RefusedPart): boolean {
  const name = partName(part);
  return parts.some((one) => partName(one) === name);
}

/** Whether one of these is of a kind. */
export const hasKind = (parts: readonly RefusedPart[], kind: Kind): boolean => parts.some((part) => part.kind === kind);

/** Those of a kind. */
export const ofKind = <K extends Kind>(parts: readonly RefusedPart[], kind: K): Of<K>[] =>
  parts.filter((part): part is Of<K> => part.kind === kind);

/** Some and those of others that are new; the same list when none is. */
export function withParts(some: readonly RefusedPart[], others: readonly RefusedPart[]): readonly RefusedPart[] {
  if (others === some) return some;
  const more = others.filter((part) => !isAmong(some, part));
  return more.length === 0 ? some : [...some, ...more];
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
