import type { Capabilities } from "@/lib/contract/facts";
import type { Offer } from "@/lib/contract/offer";
import { CAPABILITIES, type Capability } from "./search-index";

/** Request parameters that imply each capability. */
const PARAMETERS: Record<Capability, readonly string[]> = {
  tools: ["tools", "tool_choice"],
  json: ["response_format", "structured_outputs", "json_schema"],
  reasoning: ["reasoning", "include_reasoning", "reasoning_effort"],
  vision: [],
};

/** How to read a source's list of capabilities. */
export interface Listing {
  /** The list is complete: a missing parameter is not supported. */
  complete?: boolean;
  /** Capabilities that the source denies. */
  lacks?: readonly Capability[];
}

/** An offer's capabilities as its source states them; image input implies vision. */
export function readCapabilities(
  { supported_parameters, architecture }: Pick<Offer, "supported_parameters" | "architecture">,
  { complete = false, lacks = [] }: Listing = {},
): Capabilities {
  const inputs = architecture.input_modalities;
  const parameter = (name: Capability) => {
    if (PARAMETERS[name].some((p) => supported_parameters.includes(p))) return true;
    return lacks.includes(name) || (complete && supported_parameters.length > 0) ? false : null;
  };
  return {
    tools: parameter("tools"),
    json: parameter("json"),
    reasoning: parameter("reasoning"),
    vision: inputs.length > 0 ? inputs.includes("image") : lacks.includes("vision") ? false : null,
  };
}

/** Present and denied capabilities, as bits over CAPABILITIES. */
export function capabilityBits(capabilities: Capabilities): { has: number; lacks: number } {
  let [has, lacks] = [0, 0];
  CAPABILITIES.forEach((name, i) => {
    if (capabilities[name] === true) has |= 1 << i;
    if (capabilities[name] === false) lacks |= 1 << i;
  });
  return { has, lacks };
}

/** The capabilities that all of these offers lack: denied by a source, or stated by none. */
export function missingCapabilities(offers: readonly Pick<Offer, "capabilities">[]): {
  denied: Capability[];
  unlisted: Capability[];
} {
  const says = (name: Capability, value: boolean) => offers.some(({ capabilities }) => capabilities[name] === value);
  const missing = CAPABILITIES.filter((name) => !says(name, true));
  return {
    denied: missing.filter((name) => says(name, false)),
    unlisted: missing.filter((name) => !says(name, false)),
  };
}

/** The capabilities of at least one of these offers, in the order of CAPABILITIES. */
export function capabilitiesOf(offers: readonly Pick<Offer, "capabilities">[]): Capability[] {
  return CAPABILITIES.filter((name) => offers.some(({ capabilities }) => capabilities[name] === true));
}
