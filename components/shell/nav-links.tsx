"use client";

import { usePathname } from "next/navigation";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { UNKNOWN_ADDRESS } from "@/lib/contract/unknown-address";
import type { MainPage } from "./pages";

interface NavLinksProps {
  pages: readonly MainPage[];
  link: string;
  /** Icon size; no icons by default. */
  icons?: 16 | 20;
}

export function NavLinks({ pages, link, icons }: NavLinksProps) {
  const path = usePathname().replace(UNKNOWN_ADDRESS, "");
  return pages.map(({ href, name, icon }) => (
    <Link
      key={href}
      href={href}
      aria-current={path === href ? "page" : path.startsWith(`${href}/`) ? "true" : undefined}
      className={link}
    >
      {icons && <Icon name={icon} size={icons} />}
      {name}
    </Link>
  ));
}
