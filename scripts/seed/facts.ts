import type { Capabilities, FactValues } from "@/lib/contract/facts";
import type { Architecture } from "@/lib/contract/offer";
import type { Price } from "@/lib/models/price";
import type { Gateway } from "./sources";

/** One list's facts of one offer; null is not stated. */
export interface Facts {
  gateway: Gateway;
  /** The gateway's own ID, as it is sent upstream. */
  id: string;
  name: string | null;
  description: string | null;
  context_length: number | null;
  max_output_length: number | null;
  price: Price | null;
  architecture: Architecture | null;
  capabilities: Capabilities;
  facts: FactValues;
  deprecated: boolean;
}

/** Capabilities that are all unknown. */
export const NO_CAPABILITIES: Capabilities = { tools: null, json: null, reasoning: null, vision: null };

/** The largest plausible limit, in tokens: sources write larger figures for no limit. */
const LARGEST = 16_777_216;

/** A limit in tokens; null when invalid. */
export function limit(value: number | null | undefined): number | null {
  return value != null && Number.isInteger(value) && value > 0 && value <= LARGEST ? value : null;
}

/** The fields of every offer in both lists of pi. */
interface PiRow {
  id: string;
  name: string;
  contextWindow?: number | null | undefined;
  maxTokens?: number | null | undefined;
}

/** The names of an offer, and its limits in tokens; null when invalid. An answer limit above the context is ignored. */
export function namedLimits(gateway: Gateway, row: PiRow) {
  const { id, name } = row;
  const [context_length, most] = [limit(row.contextWindow), limit(row.maxTokens)];
  const tooLong = most !== null && context_length !== null && most > context_length;
  return { gateway, id, name, description: null, context_length, max_output_length: tooLong ? null : most };
}

/** A figure from a source that writes 0 for unknown. */
export function figure(value: number | undefined): number | null {
  return value === undefined || value === 0 ? null : value;
}

/** Whether an ID of OpenRouter marks an offer as free: by its suffix, or as the router of free offers. */
export function isDeclaredFree(gateway: Gateway, id: string): boolean {
  return gateway === "openrouter" && (id.endsWith(":free") || id === "openrouter/free");
}

/** Whether an offer takes text and returns only text. */
export function isChat({ architecture }: Pick<Facts, "architecture">): boolean {
  const { input_modalities = ["text"], output_modalities = ["text"] } = architecture ?? {};
  return input_modalities.includes("text") && output_modalities.join() === "text";
}
