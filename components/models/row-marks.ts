import type { CSSProperties } from "react";
import { logoIndex } from "@/components/ui/logo-names";
import type { Capability } from "@/lib/models/search-index";

const MAX_LOGOS = 4;

/** Offset of a gateway's or author's logo in the sprite column, in logo heights, for `mark` in rows.css. */
export function logoStyle(slug: string): CSSProperties | undefined {
  const index = logoIndex(slug);
  return index === undefined ? undefined : ({ "--at": -index } as CSSProperties);
}

/** The logos of the first few gateways side by side, in one element: see `.pile` in rows.css. */
export function pileStyle(slugs: readonly string[]): CSSProperties {
  const shown = slugs.slice(0, MAX_LOGOS);
  const offsets = Object.fromEntries(shown.map((slug, i) => [`--at${i}`, -(logoIndex(slug) ?? -1_000)]));
  return { "--n": shown.length, ...offsets } as CSSProperties;
}

/** The capabilities with an icon, and its offset in the sprite column. */
const SLOTS: readonly [Capability, name: string, rem: number][] = [
  ["tools", "Tools", 0],
  ["reasoning", "Reasoning", -1],
  ["vision", "Image input", -2],
];

/** The icons of a row's capabilities, as offsets in the sprite column: see `.can` in rows.css. */
export function capabilityStyle(capabilities: readonly Capability[]): CSSProperties {
  const shown = SLOTS.filter(([capability]) => capabilities.includes(capability));
  return Object.fromEntries(shown.map(([capability, , rem]) => [`--${capability}`, `${rem}rem`])) as CSSProperties;
}

export function capabilityNames(capabilities: readonly Capability[]): string {
  return SLOTS.flatMap(([capability, name]) => (capabilities.includes(capability) ? name : [])).join(", ");
}
