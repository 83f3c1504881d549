/** Columns of equal width; numbers aligned right, text left. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const text = [head, ...rows].map((row) =>
    row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en") : cell)),
  );
  const widths = head.map((_, i) => Math.max(...text.map((row) => row[i]?.length ?? 0)));
  const right = head.map((_, i) => rows.some((row) => typeof row[i] === "number"));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (right[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  const [first = [], ...rest] = text;
  return [line(first), rule, ...rest.map(line)].join("\n");
}
