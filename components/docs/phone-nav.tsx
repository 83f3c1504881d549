"use client";

import { useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { DocsNav, type NavGroup, useCurrentLink } from "./docs-nav";

/** On narrow screens: a sticky bar that opens the contents; a choice closes it. */
export function PhoneNav({ groups }: { groups: readonly NavGroup[] }) {
  const details = useRef<HTMLDetailsElement>(null);
  const [opened, setOpened] = useState(false);
  const current = useCurrentLink(groups);
  const group = groups.find(({ links }) => links.some(({ href }) => href === current));
  const link = group?.links.find(({ href }) => href === current);
  return (
    <details
      ref={details}
      onToggle={() => setOpened(true)}
      className="group sticky top-0 z-10 -mx-4 border-b border-line bg-bg md:-mx-6 lg:hidden"
    >
      <summary className="flex min-h-11 items-center gap-2 px-4 font-medium md:px-6 [&::-webkit-details-marker]:hidden">
        <Icon name="list" className="text-text-3" />
        <span className="sr-only">Contents</span>
        {group && (
          <>
            <span className="comma-before flex-none font-normal text-text-3">{group.name}</span>
            <Icon name="chevron-right" size={14} className="text-text-3" />
          </>
        )}
        <span className="comma-before min-w-0 flex-1 truncate">{link?.text ?? "Docs"}</span>
        <Icon name="chevron-down" size={14} className="text-text-3 group-open:rotate-180" />
      </summary>
      <nav
        aria-label="Contents"
        className="max-h-[70dvh] overflow-y-auto overscroll-contain border-t border-line px-4 py-3 md:px-6"
        onClickCapture={(event) => {
          if (event.target instanceof Element && event.target.closest("a")) details.current?.removeAttribute("open");
        }}
      >
        {opened && <DocsNav groups={groups} />}
      </nav>
    </details>
  );
}
