import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const TOKENS = "app/tokens.css";
/** Of all stylesheets together: what rendering speed and elements without classes need, and the tokens. */
const MAX_LINES = 900;
/** Where colors may be literal: the tokens, and their values for places without stylesheets. */
const COLORS_IN = [TOKENS, "components/ui/token-values.ts"];

const files = ["app", "components"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
);
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const styles = files.filter((file) => file.endsWith(".css") && file !== TOKENS);
const code = files.filter((file) => /(?<!\.d)\.tsx?$/.test(file));

/** Every match of a pattern in some files, with its file. */
function found(some: readonly string[], pattern: RegExp): string[] {
  return some.flatMap((file) => [...read(file).matchAll(pattern)].map(([text]) => `${file}: ${text.trim()}`));
}

describe("the tokens", () => {
  it("are the only place with colors", () => {
    const literal =
      /\b(?:oklch|oklab|lch|lab|rgba?|hsla?|hwb)\((?!from var)[^)]*\)|(?<=["'`(:\s])#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})(?=["'`);,\s])/gi;
    expect(
      found(
        [...styles, ...code].filter((file) => !COLORS_IN.includes(file)),
        literal,
      ),
    ).toEqual([]);
    const named =
      /\b(?:color|background|border-color|outline-color|fill|stroke):\s*(?:white|black|gr[ae]y|red|blue|green|orange)\b/g;
    expect(found(styles, named)).toEqual([]);
  });

  it("are the only place with type sizes", () => {
    expect(found(styles, /font(?:-size)?:(?!\s*(?:var\(--text-|inherit|0\.\d+em|smaller))[^;]+;/g)).toEqual([]);
    expect(found(code, /\btext-\[(?!color)[^\]]*\d[^\]]*\]/g)).toEqual([]);
    expect(found(code, /\bfontSize:\s*"/g)).toEqual([]);
  });

  it("are the only place with radii", () => {
    expect(found(styles, /border-(?:[a-z]+-)*radius:(?!(?:var\(--radius-[a-z]+\)|0|inherit|\s)+;)[^;]+;/g)).toEqual([]);
    expect(found(code, /\brounded(?:-[a-z]+)?-\[[^\]]*\]/g)).toEqual([]);
  });

  it("are the only place with shadows, except rings of a token's color", () => {
    expect(
      found(
        styles,
        /box-shadow:(?!\s*(?:var\(--elevation-|none|inset \S+ 0 var\(|(?:0 ){3}[\d.]+(?:px|rem) var\())[^;]+;/g,
      ),
    ).toEqual([]);
    expect(found(code, /\bshadow-\[[^\]]*\]/g)).toEqual([]);
  });

  it("leave few lines of stylesheets written by hand", () => {
    const lines = [TOKENS, ...styles].map((file) => read(file).trimEnd().split("\n").length);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(MAX_LINES);
    expect(found([TOKENS, ...styles], /@apply\b/g)).toEqual([]);
  });

  it("are used by classes that exist", () => {
    const names = new Set(
      [...read(TOKENS).matchAll(/--(?:color|text|radius|shadow)-([a-z\d-]+?)(?:--[a-z-]+)?:/g)].map(([, name]) => name),
    );
    const used = code.flatMap((file) =>
      [
        ...read(file).matchAll(
          /(?<=["'`\s:])(?:bg|rounded|border|text|shadow|fill|stroke|ring|outline|divide)-((?:bg|panel|raised|hover|press|line|edge|field|text|accent|fill|soft|good|warn|bad|hero|display|doc|title|lead|section|chat|body|cell|note|label|tiny|tag|tab|button|popover|palette|composer|sheet|surface|muted)[a-z\d-]*)(?=["'`\s/])/g,
        ),
      ].map(([text, name]) => ({ file, text, name })),
    );
    expect(used.filter(({ name }) => !names.has(name)).map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });
});
