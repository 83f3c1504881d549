import type { CSSProperties } from "react";

/** Gives an element the hue that its mark takes. */
export function hueStyle(hue: number | undefined): CSSProperties {
  return { "--hue": hue } as CSSProperties;
}

/** The mark of one gateway: six pixels in its hue. */
export function Mark({ hue }: { hue: number }) {
  return <i className="marks" style={hueStyle(hue)} />;
}

/** The marks of several gateways side by side, in one element however many they are. */
export function Marks({ hues }: { hues: readonly number[] }) {
  const stops = hues.map(
    (hue, i) => `oklch(from var(--series) l c ${hue}) ${i * 10}px ${i * 10 + 6}px,transparent 0 ${i * 10 + 10}px`,
  );
  const background = `linear-gradient(90deg,${stops.join(",")})`;
  return <i className="marks" style={{ width: hues.length * 10 - 4, background }} />;
}
