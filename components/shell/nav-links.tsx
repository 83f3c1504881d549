"use client";

import { usePathname } from "next/navigation";
import { Icon } from "@/components/ui/icon";
import type { MainPage } from "./pages";

interface NavLinksProps {
  pages: readonly MainPage[];
  /** The classes of each link. */
  link: string;
  /** The size of the icons; none where it is left out. */
  icons?: 16 | 20;
}

/** The links to the main pages; the one that is shown, or holds what is shown, is marked. */
export function NavLinks({ pages, link, icons }: NavLinksProps) {
  const path = usePathname();
  return pages.map(({ href, name, icon }) => (
    <a
      key={href}
      href={href}
      aria-current={path === href ? "page" : path.startsWith(`${href}/`) ? "true" : undefined}
      className={link}
    >
      {icons && <Icon name={icon} size={icons} />}
      {name}
    </a>
  ));
}
