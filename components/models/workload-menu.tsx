"use client";

import { type FormEvent, use } from "react";
import { WorkloadForm } from "@/components/model/workload-form";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import { parseWorkload } from "@/lib/models/workload";
import { BrowseContext } from "./browse-context";

/** What the column "$ a month" is reckoned for, behind a button; a plain form where nothing runs. */
export function WorkloadMenu({ query }: { query: BrowseQuery }) {
  const show = use(BrowseContext);
  const { input, output, cached, calls } = query.workload;
  const apply = (event: FormEvent<HTMLElement>) => {
    if (!show || !(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    const fields = [...new FormData(event.target)].map(([name, value]) => [name, String(value)]);
    document.getElementById("workload")?.hidePopover();
    show({ ...query, workload: parseWorkload(new URLSearchParams(fields)) });
  };
  return (
    <>
      <button type="button" className="button workload-button" popoverTarget="workload" title="What $/month is for">
        <span>
          {short(input)} in · {short(output)} out{cached > 0 && ` · ${cached} % cached`}
          <span className="max-md:hidden"> · {short(calls)}/day</span>
        </span>
      </button>
      <section id="workload" popover="auto" aria-label="Workload" className="menu" onSubmit={apply}>
        <WorkloadForm
          key={JSON.stringify(query.workload)}
          workload={query.workload}
          action="/models"
          keep={Object.fromEntries(formatBrowseQuery({ ...query, workload: EMPTY_QUERY.workload }))}
        />
      </section>
    </>
  );
}

function short(n: number): string {
  if (n >= 1e6 && n % 1e5 === 0) return `${n / 1e6}M`;
  return n >= 1e3 && n % 100 === 0 ? `${n / 1e3}k` : countText(n);
}
