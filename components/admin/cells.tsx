import type { ReactNode } from "react";
import { ageText } from "@/lib/models/format";

/** A time as its age; the tooltip has the exact time. */
export function Ago({ time, now }: { time: string | null; now: number }) {
  if (time === null) return "Never";
  return (
    <time dateTime={time} title={time} className="whitespace-nowrap text-text-3">
      {ageText(now - Date.parse(time))} ago
    </time>
  );
}

/** A count in a column: zero is muted, and `bad` marks other counts as errors. */
export function Count({ of, bad = false, children }: { of: number; bad?: boolean; children: ReactNode }) {
  return <span className={of === 0 ? "text-text-3" : bad ? "text-bad" : ""}>{children}</span>;
}

interface PartProps {
  title: string;
  tools?: ReactNode;
  error?: Error | null;
  children: ReactNode;
}

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
