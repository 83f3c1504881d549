import { betaIn, betaName } from "./refused-names";

const SAYS_BETA = /\bbetas?\b/i;

/** The betas of a request that a gateway refuses: those that its error names, or all where it names none. */
export function refusedBetas(message: string, betas: readonly string[], without: readonly string[]): string[] {
  if (!SAYS_BETA.test(message)) return [];
  const left = betas.map(betaName).filter((name) => !without.includes(name));
  const named = left.filter((name) => isNamed(message, name));
  return named.length > 0 ? named : left;
}

/** Whether one of these names is a beta that an error does not name: another may be the one that it means. */
export const hasUnnamedBeta = (message: string, names: readonly string[]): boolean =>
  names.some((name) => betaIn(name) !== null && !isNamed(message, name));

const isNamed = (message: string, name: string) => message.includes(betaIn(name) ?? name);
