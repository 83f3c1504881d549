import type { ReactNode } from "react";

/** A link of an answer to another site, which is told neither who follows it nor from where; `note` says where it leads. */
export function OutsideLink({ href, note, children }: { href: string; note: string | null; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="link">
      {children} {note && <span className="link-host">({note})</span>}
    </a>
  );
}
