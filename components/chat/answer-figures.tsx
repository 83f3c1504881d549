import type { Message } from "@/lib/contract/conversation";
import { bestFigures, figuresOf } from "./answer-facts";

/** The figures of an answer in a line, which never breaks within a figure. */
export function FigureLine({ message }: { message: Message }) {
  return (
    <ul className="ml-auto flex flex-wrap text-label text-text-3 max-md:ml-1.5 max-md:w-full" data-testid="figures">
      {figuresOf(message).map(({ name, text }) => (
        <li
          key={name}
          className="whitespace-nowrap not-last:after:mx-1.75 not-last:after:content-['·'] print:text-text"
        >
          {text}
        </li>
      ))}
    </ul>
  );
}

const ORDER = ["Cost", "First token", "Speed", "Tokens"] as const;

/** The figures below parallel answers; the best ones are green and marked as best. */
export function FigureStrip({ message, others }: { message: Message; others: readonly Message[] }) {
  const figures = figuresOf(message);
  const best = bestFigures(message, others);
  return (
    <dl
      className="grid grid-cols-4 rounded-b-panel border-t border-line bg-panel max-md:grid-cols-2 max-md:*:nth-3:border-l-0 max-md:*:nth-[n+3]:border-t"
      data-testid="figures"
    >
      {ORDER.map((name) => (
        <div key={name} className="min-w-0 border-line px-3.5 py-2 not-first:border-l">
          <dt className="text-tiny text-text-3">{name}</dt>
          <dd className={`text-cell font-medium [overflow-wrap:anywhere] ${best.has(name) ? "text-good" : ""}`}>
            {figures.find((figure) => figure.name === name)?.short ?? "–"}
            {best.has(name) && <span className="sr-only"> (best)</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
