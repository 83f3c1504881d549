// What an offer refuses of a request is known by name: a field's own, or one of these.

/** All that turns thinking on. */
export const THINKING = "thinking";
/** Earlier answers without their reasoning. */
export const MISSING_REASONING = "reasoning_content: required";
/** System messages behind others. */
export const LATER_SYSTEM = "messages: system, later";
/** System messages anywhere. */
export const ANY_SYSTEM = "messages: system";

const INNER = "messages.";
const LIMIT = "max_tokens>";
const BETA = "anthropic-beta=";

/** The name of a field of messages, their parts and calls, and of tools. */
export const innerName = (field: string): string => INNER + field;

/** The field that such a name stands for; null for any other name. */
export const innerField = (name: string): string | null => (name.startsWith(INNER) ? name.slice(INNER.length) : null);

/** The name of a reasoning effort; others may be taken. */
export const effortName = (effort: unknown): string => `reasoning_effort=${effort}`;

/** The name of limits of tokens over a number. */
export const limitName = (most: number): string => LIMIT + most;

/** The number that such a name has; null for any other name. */
export const limitIn = (name: string): number | null =>
  name.startsWith(LIMIT) ? Number(name.slice(LIMIT.length)) : null;

/** The name of a beta. */
export const betaName = (beta: string): string => BETA + beta;

/** The beta that such a name stands for; null for any other name. */
export const betaIn = (name: string): string | null => (name.startsWith(BETA) ? name.slice(BETA.length) : null);
