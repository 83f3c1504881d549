import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";

interface EmptyStateProps {
  icon: IconName;
  title: string;
  /** One sentence. */
  text?: ReactNode;
  /** Suggested actions: rows or buttons. */
  children?: ReactNode;
  /** 1 if it is the page's heading. */
  level?: 1 | 2;
}

/** Explains why there is nothing, and suggests what to do. */
export function EmptyState({ icon, title, text, children, level = 2 }: EmptyStateProps) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div className="mx-auto grid w-full max-w-120 grid-cols-1 justify-items-center gap-1 px-4 py-12 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-field border border-line bg-panel text-text-2">
        <Icon name={icon} size={18} />
      </span>
      <Title className="[overflow-wrap:anywhere]">{title}</Title>
      {text && <p className="max-w-[46ch] text-text-3 [overflow-wrap:anywhere]">{text}</p>}
      {children && <div className="mt-5 w-full">{children}</div>}
    </div>
  );
}

/** Suggestions of an empty state, as rows; each is a link or a button. */
export function Suggestions({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line overflow-hidden rounded-panel border border-line text-left">
      {children}
    </ul>
  );
}
