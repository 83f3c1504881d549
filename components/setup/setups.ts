import { CODING_TOOLS } from "./coding-tools";
import { APPS_AND_LIBRARIES } from "./libraries";
import type { Setup } from "./setup";

export const SETUPS: readonly Setup[] = [...CODING_TOOLS, ...APPS_AND_LIBRARIES];

export function setupOf(slug: string): Setup | undefined {
  return SETUPS.find((setup) => setup.slug === slug);
}
