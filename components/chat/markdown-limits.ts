/** Longer texts are shown as plain text. */
const MAX_CHARACTERS = 100_000;
/** Nested quotes and lists. */
const MAX_DEPTH = 50;
/** Delimiters of emphasis, links, and code in one paragraph. Pairing delimiters takes quadratic time. */
const MAX_SIGNS = 800;
/** Delimiters in code, which are not paired unless the code is not code after all. */
const MAX_SIGNS_IN_CODE = 3_000;
const MAX_CELLS = 2_000;
/** Tags outside of code. */
const MAX_TAGS = 4_000;

const FENCE = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const CONTAINER = /\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))/y;
const STARTS_BLOCK = /^\s*(?:$|#|>|\||[-*+]\s|\d{1,9}[.)]\s)/;
const SIGNS = /\*+|_+|~+|`+|\$+|[[\]<]/g;

/** Whether parsing would freeze or crash the page. */
export function isTooComplex(text: string): boolean {
  if (text.length > MAX_CHARACTERS) return true;
  let fence = "";
  let signs = 0;
  let cells = 0;
  let tags = 0;
  for (const line of text.split(/\r\n?|\n/)) {
    const [, ticks = "", tildes = ""] = FENCE.exec(line) ?? [];
    const mark = ticks || tildes;
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) {
      fence = "";
      signs = 0;
    }
    if (depthOf(line) > MAX_DEPTH) return true;
    if (STARTS_BLOCK.test(line)) signs = 0;
    signs += line.match(SIGNS)?.length ?? 0;
    if (signs > (fence === "" ? MAX_SIGNS : MAX_SIGNS_IN_CODE)) return true;
    cells = line.trim() === "" ? 0 : cells + (line.match(/\|/g)?.length ?? 0);
    if (fence === "") tags += line.match(/<[a-z/]/gi)?.length ?? 0;
    if ((cells > MAX_CELLS && fence === "") || tags > MAX_TAGS) return true;
  }
  return false;
}

/** The maximum nesting of quotes and lists on a line, by its markers and indentation. */
function depthOf(line: string): number {
  let depth = 0;
  CONTAINER.lastIndex = 0;
  for (let match = CONTAINER.exec(line); match; match = CONTAINER.exec(line)) {
    depth += 1 + Math.floor((match[0].length - 1) / 2);
    if (depth > MAX_DEPTH) break;
  }
  return depth;
}

interface TreeNode {
  type: string;
  children?: TreeNode[];
}

/** Whether a tree is too deep for the renderer, which is recursive. */
export function isTooDeep(root: TreeNode): boolean {
  let level: TreeNode[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 4 * MAX_DEPTH) return true;
    level = level.flatMap((node) => node.children ?? []);
  }
  return false;
}
