"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { FIELD_INPUT, fieldBoxClass } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Kbd } from "@/components/ui/tag";
import { useSection } from "@/components/ui/use-section";
import { METHOD_TEXTS } from "./methods";

export interface NavGroup {
  name: string;
  links: readonly { href: string; text: string; method?: string }[];
}

/** The URL of the current section or page. */
export function useCurrentLink(groups: readonly NavGroup[]): string {
  const page = usePathname();
  const hrefs = groups.flatMap(({ links }) => links.map(({ href }) => href));
  const section = useSection(
    hrefs.filter((href) => href.startsWith(`${page}#`)).map((href) => href.slice(page.length + 1)),
  );
  return section === undefined ? page : `${page}#${section}`;
}

/** The contents of the documentation, with a filter. On a phone, it opens from a sticky bar. */
export function DocsNav({ groups, searchId }: { groups: readonly NavGroup[]; searchId?: string }) {
  const page = usePathname();
  const current = useCurrentLink(groups);
  const [typed, setTyped] = useState("");
  const shown = matching(groups, typed);
  return (
    <>
      <label className={`${fieldBoxClass("toolbar")} needs-script mb-2`}>
        <Icon name="search" className="text-text-3" />
        <span className="sr-only">Search the docs</span>
        <input
          id={searchId}
          type="search"
          placeholder="Search the docs"
          autoComplete="off"
          className={`${FIELD_INPUT} text-note`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Kbd className="max-lg:hidden">/</Kbd>
      </label>
      {shown.length === 0 && <p className="px-2.5 py-3 text-note text-text-3">No matches for “{typed}”</p>}
      {shown.map(({ name, links }) => (
        <div key={name} className="mt-4">
          <p aria-hidden="true" className="px-2.5 pb-1 text-note font-semibold">
            {name}
          </p>
          <ul aria-label={name}>
            {links.map((link) => (
              <NavLink
                key={link.href}
                {...link}
                href={link.href.startsWith(`${page}#`) ? link.href.slice(page.length) : link.href}
                current={link.href === current}
              />
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function matching(groups: readonly NavGroup[], typed: string): NavGroup[] {
  const text = typed.trim().toLowerCase();
  return groups
    .map(({ name, links }) => ({
      name,
      links: links.filter(({ text: label, href }) => `${label} ${href} ${name}`.toLowerCase().includes(text)),
    }))
    .filter(({ links }) => links.length > 0);
}

type NavLinkProps = NavGroup["links"][number] & { current: boolean };

function NavLink({ href, text, method, current }: NavLinkProps) {
  return (
    <li>
      <Link
        href={href}
        aria-current={current ? "true" : undefined}
        className="flex min-h-7.5 items-center justify-between gap-3 rounded-button px-2.5 py-1 text-note text-text-2 hover:bg-hover hover:text-text aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-text pointer-coarse:min-h-11 forced-colors:aria-[current]:underline"
      >
        <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
        {method && (
          <code className={`comma-before flex-none text-tag font-medium uppercase ${METHOD_TEXTS[method] ?? ""}`}>
            {method === "delete" ? "del" : method}
          </code>
        )}
      </Link>
    </li>
  );
}
