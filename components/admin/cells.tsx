import type { ReactNode } from "react";
import { ageText } from "@/lib/models/format";

/** A moment as how long ago it was; its exact time is the title. */
export function Ago({ time, now }: { time: string | null; now: number }) {
  if (time === null) return "Never";
  return (
    <time dateTime={time} title={time} className="whitespace-nowrap text-text-3">
      {ageText(now - Date.parse(time))} ago
    </time>
  );
}

/** A count in a column: a zero is quiet, one that says something is wrong stands out. */
export function Count({ of, bad = false, children }: { of: number; bad?: boolean; children: ReactNode }) {
  return <span className={of === 0 ? "text-text-3" : bad ? "text-bad" : ""}>{children}</span>;
}

interface PartProps {
  title: string;
  /** What narrows it. */
  tools?: ReactNode;
  /** What could not be loaded. */
  error?: Error | null;
  children: ReactNode;
}

/** One part of the operator's page. */
export function Part({ title, tools, error, children }: PartProps) {
  return (
    <section className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2>{title}</h2>
        {tools}
      </div>
      {error && (
        <p role="alert" className="text-bad">
          {error.message}
        </p>
      )}
      {children}
    </section>
  );
}
