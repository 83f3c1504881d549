import { readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";
import { capabilityStyle } from "@/components/models/row-marks";
import { ICON_NAMES, MASKS } from "@/components/ui/icon-names";
import { LOGO_FILES } from "@/components/ui/logo-names";

it("every icon that the list shows as a mask is in the sprite's column, and no other", () => {
  const css = readFileSync("components/models/rows.css", "utf8");
  const places = [
    ...[...css.matchAll(/var\(--icons\) 0 calc\((\d+) \*|mask-position: 0 calc\((\d+) \*/g)].map(
      ([, mask, moved]) => mask ?? moved,
    ),
    ...Object.values(capabilityStyle(["tools", "reasoning", "vision"])).map((at) =>
      String(Math.abs(Number.parseFloat(at))),
    ),
  ];
  const named = new Set(places.map((place) => ICON_NAMES[Number(place)] ?? `no icon ${place}`));
  expect([...named].sort()).toEqual([...MASKS].sort());
});

it("no logo is so detailed that every page pays for it", () => {
  const sizes = LOGO_FILES.map((name) => [
    name,
    statSync(`node_modules/@lobehub/icons-static-svg/icons/${name}.svg`).size,
  ]);
  expect(sizes.filter(([, bytes]) => Number(bytes) > 6_000)).toEqual([]);
});
