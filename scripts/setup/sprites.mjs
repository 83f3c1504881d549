import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const UI = join("components", "ui");
const LUCIDE = join("node_modules", "lucide-static", "icons");
const LOBE = join("node_modules", "@lobehub", "icons-static-svg", "icons");
const SIZE = 24;

/** The sprites, generated from components/ui/icon-names.ts and logo-names.ts. */
export const SPRITES = [join(UI, "icons.svg"), join(UI, "logos.svg")];

/**
 * Generates the sprites: each drawing is a symbol for <use>, and drawings that styles use as masks are repeated in a
 * column, which costs a page one element regardless of the number of icons.
 */
export async function drawSprites() {
  const { ICON_NAMES, MASKS } = await load("icon-names.ts");
  const { LOGO_FILES } = await load("logo-names.ts");
  const [icons, logos] = SPRITES;
  const line = 'fill="none" stroke="#000" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  write(icons, sprite({ folder: LUCIDE, names: ICON_NAMES, masks: MASKS, attributes: "", column: line }));
  const filled = ' fill-rule="evenodd"';
  write(logos, sprite({ folder: LOBE, names: LOGO_FILES, masks: LOGO_FILES, attributes: filled, column: "" }));
}

async function load(file) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({ entryPoints: [join(UI, file)], format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** One sprite: `attributes` are added to each symbol, `column` to the column of masks. */
function sprite({ folder, names, masks, attributes, column }) {
  const symbols = names.map((name) => {
    const { viewBox, inside } = drawing(join(folder, `${name}.svg`));
    return `<symbol id="${name}" viewBox="${viewBox}"${attributes}>${inside}</symbol>`;
  });
  const uses = names.flatMap((name, place) =>
    masks.includes(name) ? `<use href="#${name}" y="${place * SIZE}" width="${SIZE}" height="${SIZE}"/>` : [],
  );
  const height = names.length * SIZE;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${height}" viewBox="0 0 ${SIZE} ${height}">${symbols.join("")}<g ${column}>${uses.join("")}</g></svg>`;
}

/** The drawing in an SVG file, without its root element and title. */
function drawing(path) {
  const text = readFileSync(path, "utf8");
  const [, viewBox, content] = /<svg[^>]*viewBox="([^"]*)"[^>]*>([\s\S]*)<\/svg>/.exec(text) ?? [];
  if (content === undefined) throw new Error(`${path}: expected one <svg> element with a viewBox`);
  const inside = content
    .replace(/<title>[^<]*<\/title>/g, "")
    .replace(/\s+/g, " ")
    .replace(/> </g, "><")
    .replace(/ \/>/g, "/>")
    .trim();
  return { viewBox, inside };
}

function write(path, text) {
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}
