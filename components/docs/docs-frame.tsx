import type { ReactNode } from "react";
import { DocsNav, type NavGroup } from "./docs-nav";
import { endpointGroups } from "./groups";
import type { OpenApi } from "./open-api";
import { PhoneNav } from "./phone-nav";
import { GUIDES } from "./quickstart";

export function DocsFrame({ document, children }: { document: OpenApi | null; children: ReactNode }) {
  const groups: NavGroup[] = [
    { name: "Get started", links: GUIDES },
    ...(document ? endpointGroups(document) : []).map(({ name, endpoints }) => ({
      name,
      links: endpoints.map(({ anchor, method, path, operation }) => ({
        href: `/docs#${anchor}`,
        method,
        text: operation.summary ?? path,
      })),
    })),
    {
      name: "Objects",
      links: Object.keys(document?.components?.schemas ?? {}).map((name) => ({ href: `/docs/${name}`, text: name })),
    },
  ];
  return (
    <div data-bare="docs" className="lg:grid lg:grid-cols-[15.75rem_minmax(0,1fr)]">
      <nav
        aria-label="Docs"
        className="sticky top-0 max-h-dvh self-start overflow-y-auto overscroll-contain py-5 pr-3.5 pl-6 max-lg:hidden print:hidden"
      >
        <DocsNav groups={groups} searchId="page-search" />
      </nav>
      <div className="min-w-0 border-line px-4 pb-12 md:px-6 lg:border-l lg:px-10">
        <PhoneNav groups={groups} />
        {children}
      </div>
    </div>
  );
}
