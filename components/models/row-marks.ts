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

/** The capabilities that have an icon, in the order of their slots, and the places of their icons in the sprite column. */
const SLOTS: readonly [Capability, name: string, rem: number][] = [
  ["tools", "Tools", 0],
  ["reasoning", "Reasoning", -1],
  ["vision", "Image input", -2],
];

/** Which of the icons a row shows, for `.can` in rows.css: each at its place in the column. */
export function capabilityStyle(capabilities: readonly Capability[]): CSSProperties {
  const shown = SLOTS.filter(([capability]) => capabilities.includes(capability));
  return Object.fromEntries(shown.map(([capability, , rem]) => [`--${capability}`, `${rem}rem`])) as CSSProperties;
}

/** The capabilities of a row that have an icon, in words. */
export function capabilityNames(capabilities: readonly Capability[]): string {
  return SLOTS.flatMap(([capability, name]) => (capabilities.includes(capability) ? name : [])).join(", ");
}
