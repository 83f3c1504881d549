"use client";

import { type FormEvent, use, useRef } from "react";
import { Popover } from "@/components/ui/popover";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery } from "@/lib/contract/query";
import { parseWorkload } from "@/lib/contract/workload";
import { BrowseContext } from "./browse-context";
import { browsePath } from "./browse-query";
import { TOOL } from "./list-tools";
import { WorkloadFields, workloadText } from "./workload-fields";

/** The workload of the monthly cost, in a popover; applies immediately, or as a plain form without JavaScript. */
export function WorkloadMenu({ query }: { query: BrowseQuery }) {
  const show = use(BrowseContext);
  const panel = useRef<HTMLDivElement>(null);
  const apply = (form: HTMLFormElement) => {
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    const workload = parseWorkload(new URLSearchParams(fields));
    const next = { ...query, workload };
    if (form.checkValidity() && browsePath(next) !== browsePath(query)) show?.(next);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (!show) return;
    event.preventDefault();
    apply(event.currentTarget);
    panel.current?.hidePopover();
  };
  return (
    <Popover
      trigger={{ icon: "calculator", text: workloadText(query.workload), className: TOOL }}
      label="Monthly cost for"
      sheet
      className="w-72"
      inside="p-4"
      panelRef={panel}
    >
      <h2 className="mb-3 text-body max-md:hidden">Monthly cost for</h2>
      <form
        action="/models"
        onBlur={(event) => apply(event.currentTarget)}
        onSubmit={submit}
        className="grid grid-cols-2 gap-3"
      >
        <WorkloadFields workload={query.workload} />
        {[...formatBrowseQuery({ ...query, workload: EMPTY_QUERY.workload })].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" className="without-script">
          Calculate
        </button>
      </form>
    </Popover>
  );
}
