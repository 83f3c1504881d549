import type { ReactNode } from "react";

const TONES = {
  plain: "bg-hover text-text-2",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  accent: "bg-soft text-accent",
};

/** A fact in a word or two: "Free tier", "Cheapest", "Retired". */
export function Tag({
  tone = "plain",
  title,
  children,
}: {
  tone?: keyof typeof TONES;
  title?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span
      title={title}
      className={`comma-before inline-flex h-4.5 flex-none items-center gap-1 rounded-tag px-1.5 text-tag font-medium whitespace-nowrap forced-colors:border ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}

const DOTS = {
  good: "bg-good outline-good-soft",
  warn: "bg-warn outline-warn-soft",
  bad: "bg-bad outline-bad-soft",
  plain: "bg-text-3 outline-hover",
};

/** A status: a dot and a label. */
export function Status({ tone, children }: { tone: keyof typeof DOTS; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2.5 text-note whitespace-nowrap text-text-3">
      <i
        className={`size-1.75 flex-none rounded-full outline-3 forced-color-adjust-none ${DOTS[tone]}`}
        aria-hidden="true"
      />
      <span>{children}</span>
    </span>
  );
}

export function Kbd({ children, className = "" }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={`inline-block min-w-5 rounded-tag border border-line bg-bg px-1.25 text-center font-sans text-tag font-medium text-text-3 ${className}`}
    >
      {children}
    </kbd>
  );
}
