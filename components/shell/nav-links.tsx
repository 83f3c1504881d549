"use client";

import { usePathname } from "next/navigation";

const PAGES = [
  ["/models", "Models"],
  ["/compare", "Compare"],
  ["/gateways", "Gateways"],
  ["/changes", "Changes"],
  ["/docs", "Docs"],
] as const;

/** The links to the main pages; the one that is shown, or holds what is shown, is marked. */
export function NavLinks({ label, className }: { label: string; className: string }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={className}>
      {PAGES.map(([href, name]) => (
        <a
          key={href}
          href={href}
          aria-current={path === href ? "page" : path.startsWith(`${href}/`) ? "true" : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
