import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const UI = join("components", "ui");
const LUCIDE = join("node_modules", "lucide-static", "icons");
const LOBE = join("node_modules", "@lobehub", "icons-static-svg", "icons");
const SIZE = 24;

/** The sprites, generated from components/ui/icon-names.ts and logo-names.ts. */
export const SPRITES = ["icons", "icon-masks", "logos"].map((name) => join(UI, `${name}.svg`));

/**
 * Generates the sprites. In a column, drawings are masks for styles, which costs a page one element regardless of the
 * number of icons. Each logo in it has an ID for <use>, too. Only a few icons are used as masks: browsers parse, lay out,
 * and paint all drawings of a mask's file, so these have a file of their own.
 */
export async function drawSprites() {
  const { ICON_NAMES, MASKS } = await load("icon-names.ts");
  const { LOGO_FILES } = await load("logo-names.ts");
  const [icons, iconMasks, logos] = SPRITES;
  const line = ' fill="none" stroke="#000" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  write(icons, symbols({ folder: LUCIDE, names: ICON_NAMES }));
  write(iconMasks, column({ folder: LUCIDE, names: ICON_NAMES, masks: MASKS, attributes: line }));
  write(logos, column({ folder: LOBE, names: LOGO_FILES, masks: LOGO_FILES, attributes: ' fill-rule="evenodd"' }));
}

async function load(file) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({ entryPoints: [join(UI, file)], format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

function symbols({ folder, names }) {
  const drawings = names.map((name) => {
    const { viewBox, inside } = drawing(join(folder, `${name}.svg`));
    return `<symbol id="${name}" viewBox="${viewBox}">${inside}</symbol>`;
  });
  // The bundler asks for a size.
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}">${drawings.join("")}</svg>`;
}

/** The drawings of `masks`, each at the index that it has in `names`. */
function column({ folder, names, masks, attributes }) {
  const drawings = names.flatMap((name, index) => {
    if (!masks.includes(name)) return [];
    const { viewBox, inside } = drawing(join(folder, `${name}.svg`));
    return `<svg id="${name}" y="${index * SIZE}" width="${SIZE}" height="${SIZE}" viewBox="${viewBox}">${inside}</svg>`;
  });
  const height = names.length * SIZE;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${height}" viewBox="0 0 ${SIZE} ${height}"${attributes}>${drawings.join("")}</svg>`;
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
