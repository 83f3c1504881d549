import type { ReactNode } from "react";

/** A link to another site without referrer or opener. `note` shows its host. */
export function OutsideLink({ href, note, children }: { href: string; note: string | null; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="link">
      {children} {note && <span className="link-host">({note})</span>}
    </a>
  );
}
