"use client";

import { useEffect, useRef } from "react";

interface SectionNavProps {
  sections: readonly { id: string; name: string; count?: number }[];
}

/** Distance from the top at which a section becomes current, as a share of the window. */
const ROOT_MARGIN = "-20% 0px -79% 0px";

/** Links to the sections of a page; the current one is marked. Sticky in windows that are high enough. */
export function SectionNav({ sections }: SectionNavProps) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const mark = (entries: IntersectionObserverEntry[]) => {
      const current = entries.findLast(({ isIntersecting }) => isIntersecting)?.target.id;
      if (current === undefined) return;
      for (const link of nav.current?.querySelectorAll("a") ?? []) {
        if (link.hash === `#${current}`) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    const observer = new IntersectionObserver(mark, { rootMargin: ROOT_MARGIN });
    for (const { id } of sections) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [sections]);
  return (
    <nav
      ref={nav}
      aria-label="On this page"
      className="top-0 z-10 -mx-4 overflow-x-auto border-b border-line bg-bg px-4 [scrollbar-width:none] tall:sticky md:mx-0 md:px-0 print:hidden"
    >
      <ul className="flex gap-5.5">
        {sections.map(({ id, name, count }, index) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={index === 0 ? "location" : undefined}
              className="-mb-px inline-flex min-h-11 items-center border-b-2 border-transparent font-medium whitespace-nowrap text-text-3 hover:text-text aria-[current]:border-text aria-[current]:text-text forced-colors:not-aria-[current]:border-[Canvas] -outline-offset-2!"
            >
              {name}
              {count !== undefined && (
                <span className="ml-0.5 text-note font-normal whitespace-pre text-text-3">{` ${count}`}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
