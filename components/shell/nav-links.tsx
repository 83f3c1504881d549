"use client";

import { usePathname } from "next/navigation";
import { PAGES } from "./pages";

interface NavLinksProps {
  label: string;
  className: string;
  pages?: readonly (readonly [string, string])[];
}

/** The links to the main pages; the one that is shown, or holds what is shown, is marked. */
export function NavLinks({ label, className, pages = PAGES }: NavLinksProps) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={className}>
      {pages.map(([href, name]) => (
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
