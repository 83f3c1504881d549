import { isAmong, type RefusedPart } from "./refused-part";

const SAYS_BETA = /\bbetas?\b/i;

type Beta = Extract<RefusedPart, { kind: "beta" }>;

/** A beta of Anthropic's as a part that an offer may refuse. */
export const betaOf = (name: string): Beta => ({ kind: "beta", name });

/** The betas of a request that a gateway refuses: those that its error names, or all if it names none. */
export function refusedBetas(
  message: string,
  betas: readonly string[],
  without: readonly RefusedPart[],
): RefusedPart[] {
  if (!SAYS_BETA.test(message)) return [];
  const remaining = betas.map(betaOf).filter((beta) => !isAmong(without, beta));
  const named = remaining.filter(({ name }) => message.includes(name));
  return named.length > 0 ? named : remaining;
}

/** Whether any of these is a beta that an error does not name: the error may mean another one. */
export const hasUnnamedBeta = (message: string, parts: readonly RefusedPart[]): boolean =>
  parts.some((part) => part.kind === "beta" && !message.includes(part.name));
