import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** Names from a private dialect; the glossary in CONTRIBUTING.md has the right ones. */
const NAMES =
  /\b(?:(?:LONGEST|MOST|LEAST)_\w+|came|goesOn|door|Door|Saying|wish|wished|Growing|Hearing|Leaving|standsBehind|houseOf|KeptPages|keptPages|Sight|People|Visit|deaf|Elsewhere|usual|anew|barred|unsaid|tellElsewhere|usualModel|favourites?|colour\w*|catalogue[A-Z]\w*)\b/;

/** Words for speech, in the names of sources: a value that is stated, reported, or announced has a name of its own. */
const SPEECH = /\b(?:said|say|saying|told|tells|hears)\b/;

/** Unusual words, and British spelling. */
const WORDS =
  /\b(?:anew|reckon(?:s|ed|ing)?|dearer|dearest|of late|stands? behind|told apart|looks? on|lest|whoever|somebody|for ever|go(?:es)? on with|own gateway keys?|catalogues?|favourites?|colou?red code|colours?|behaviours?|honour(?:s|ed)?|neighbours?|organis\w+|optimis(?:e|ed|es|ing)|serialis\w+|quantis\w+|normalis\w+|recognis\w+)\b/i;

/** Clipped, archaic, and personifying phrases in comments, where a plain word says the same. */
const DIALECT =
  /\b(?:stands?(?! for)|stood|hangs? on|weighs?|are but|but one|(?:is|are) (?:told|asked)|tells?|told|said|goes on|in sight|came|is here|(?:is|are) gone|(?:a|the) desk|at hand|anew|heard|lies|(?<!neither.*)nor|whose turn|(?:has|have) their turn|turn of its own|the client has left|where (?:there|none|it) (?:is|are))\b/i;

/** Public names that must stay, quoted or as fields. */
const PUBLIC = /"(?:catalogue|dearer)"|\bcatalogue: |\bdearer: |\.catalogue\b|"dearer longer"/g;

/** Strings, comments, and texts in pages. */
const STRIP = /"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*.*?\*\/|^\s*\*.*|^\s*\/\*\*.*|\/\/.*|>[^<>{}]*</g;

const COMMENT = /\/\*.*?\*\/|^\s*\/?\*.*|(?<!:)\/\/ .*/g;

/** Page texts, and the tests that look for them. */
const isPageText = (file: string) => /^(?:app|components|tests\/e2e|tests\/components)\//.test(file);

/** Sources whose comments are checked for dialect. */
const isPlain = (file: string) => /^(?:app|components|lib|scripts)\/|^server\.ts$/.test(file);

function walk(dir: string): string[] {
  return readdirSync(join(ROOT, dir)).flatMap((name) => {
    const path = join(dir, name);
    if (statSync(join(ROOT, path)).isDirectory()) return walk(path);
    return /\.(?:tsx?|mjs)$/.test(name) && path !== "tests/words.test.ts" ? [path] : [];
  });
}

const files = ["app", "components", "lib", "scripts", "tests"].flatMap(walk).concat("server.ts", "proxy.ts");
const text = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), "utf8")]));

/** The lines of a file that match, after `strip`, with their numbers. */
function matches(file: string, pattern: RegExp, strip: RegExp): string[] {
  return (text.get(file) ?? "").split("\n").flatMap((line, i) => {
    const found = pattern.exec(line.replace(strip, ""));
    return found ? [`${file}:${i + 1} ${found[0]}`] : [];
  });
}

describe("words", () => {
  it("are the field's terms in names", () => {
    expect(files.flatMap((file) => matches(file, NAMES, STRIP))).toEqual([]);
  });

  it("name values by what they are, not by who said them", () => {
    const sources = files.filter((file) => !file.startsWith("tests/"));
    expect(sources.flatMap((file) => matches(file, SPEECH, STRIP))).toEqual([]);
  });

  it("are plain American English in the comments of sources", () => {
    const comments = files.filter(isPlain).flatMap((file) =>
      (text.get(file) ?? "").split("\n").flatMap((line, i) => {
        const comment = (line.match(COMMENT) ?? []).join(" ").replace(PUBLIC, "");
        const found = WORDS.exec(comment) ?? DIALECT.exec(comment);
        return found ? [`${file}:${i + 1} ${found[0]}`] : [];
      }),
    );
    expect(comments).toEqual([]);
  });

  it("are plain American English in comments and messages", () => {
    expect(files.filter((file) => !isPageText(file)).flatMap((file) => matches(file, WORDS, PUBLIC))).toEqual([]);
  });
});
