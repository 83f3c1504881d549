const FENCE = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,})([^`]*)$/;
/** Languages of texts that contain fenced code. */
const OUTER = /^(?:markdown|mdx?|te?xt|plaintext)?$/i;

/**
 * Lengthens the fence of a block that contains fenced code, whose end would close the block too. A block that would
 * stay open is not changed, unless the text is still streaming.
 */
export function lengthenFences(text: string, running: boolean): string {
  if (!text.includes("```")) return text;
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const fence = fenceIn(lines[i]);
    if (!fence) continue;
    const { end, nested } = OUTER.test(fence.info) ? endOf(lines, i, fence.mark) : { end: null, nested: false };
    if (nested && (end !== null || running))
      for (const at of end === null ? [i] : [i, end])
        lines[at] = (lines[at] ?? "").replace(fence.mark, `${fence.mark}\``);
    if (nested && end === null && running) break;
    i = end ?? plainEndOf(lines, i, fence.mark);
  }
  return lines.join("\n");
}

interface Fence {
  mark: string;
  info: string;
}

function fenceIn(line = ""): Fence | null {
  const [, , mark, info = ""] = FENCE.exec(line) ?? [];
  return mark === undefined ? null : { mark, info: info.trim() };
}

/** The line that closes a block without nested blocks, or the last line. */
function plainEndOf(lines: readonly string[], from: number, mark: string): number {
  for (let i = from + 1; i < lines.length; i++) {
    const fence = fenceIn(lines[i]);
    if (fence?.info === "" && fence.mark.startsWith(mark)) return i;
  }
  return lines.length;
}

/** The line that closes a block if each fence with a language opens a nested one, and whether there are any. */
function endOf(lines: readonly string[], from: number, mark: string): { end: number | null; nested: boolean } {
  let nested = false;
  let depth = 1;
  for (let i = from + 1; i < lines.length; i++) {
    const fence = fenceIn(lines[i]);
    if (fence?.mark !== mark) continue;
    depth += fence.info === "" ? -1 : 1;
    nested ||= depth > 1;
    if (depth === 0) return { end: i, nested };
  }
  return { end: null, nested };
}
