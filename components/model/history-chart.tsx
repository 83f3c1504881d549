import { cellPrice, contextText, monthText } from "@/lib/models/format";
import type { HistoryPoint } from "@/lib/models/history";

const WIDTH = 520;
const HEIGHT = 150;
const LEFT = 52;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 22;

interface HistoryChartProps {
  points: readonly HistoryPoint[];
  now: number;
  title: string;
  /** The plotted figures: two prices, or the context. */
  lines: readonly ("priceIn" | "priceOut" | "context")[];
}

/** Figures over time as steps. Rendered on the server, so it needs no script. */
export function HistoryChart({ points, now, title, lines }: HistoryChartProps) {
  const [first] = points;
  const values = points.flatMap((point) => lines.flatMap((line) => point[line] ?? []));
  const top = niceCeiling(Math.max(...values, 0));
  if (!first || top === 0) return null;
  const span = Math.max(1, now - first.at);
  const x = (at: number) => LEFT + ((at - first.at) / span) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const label = (value: number) => (lines.includes("context") ? contextText(value) : `$${cellPrice(value)}`);
  return (
    <figure>
      <figcaption className="mb-1 text-note text-text-3">{title}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="w-full rounded-panel border border-line p-3 text-text-3"
        role="img"
        aria-label={`${title}; figures in the table below`}
      >
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} className="stroke-line" />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end" className="fill-current text-tag">
              {value === 0 ? "0" : label(value)}
            </text>
          </g>
        ))}
        {lines.map((line, i) => (
          <path
            key={line}
            d={stepPath(points, line, { x, y, end: x(now) })}
            className={`fill-none stroke-accent stroke-2 ${i === 0 ? "" : "[stroke-dasharray:5_4]"}`}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <text x={LEFT} y={HEIGHT - 4} className="fill-current text-tag">
          {monthText(first.at)}
        </text>
        <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end" className="fill-current text-tag">
          now
        </text>
      </svg>
    </figure>
  );
}

interface Scale {
  x: (at: number) => number;
  y: (value: number) => number;
  /** The end of the last step. */
  end: number;
}

/** A step line with gaps for unknown values. */
function stepPath(
  points: readonly HistoryPoint[],
  line: HistoryChartProps["lines"][number],
  { x, y, end }: Scale,
): string {
  let path = "";
  let open = false;
  points.forEach((point, i) => {
    const value = point[line];
    if (value === null) {
      open = false;
      return;
    }
    const next = points[i + 1];
    const [from, to] = [x(point.at).toFixed(1), (next ? x(next.at) : end).toFixed(1)];
    path += `${open ? "L" : "M"}${from} ${y(value).toFixed(1)}H${to}`;
    open = true;
  });
  return path;
}

/** The next of 1, 2, 4, 5, or 8 times a power of ten. */
function niceCeiling(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 8, 10].find((n) => n * power >= value) ?? 10) * power;
}
