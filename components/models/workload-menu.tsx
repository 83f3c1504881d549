"use client";

import { type FormEvent, use, useRef } from "react";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import { parseWorkload, WORKLOAD_FIELDS, type Workload } from "@/lib/models/workload";
import { BrowseContext } from "./browse-context";
import { browsePath } from "./browse-query";
import { TOOL } from "./list-tools";

const LABELS: Record<keyof Workload, string> = {
  input: "Input tokens",
  output: "Output tokens",
  cached: "Cached input (%)",
  calls: "Calls per day",
};

/** The workload of the monthly cost, behind a button; applies immediately, and is a plain form without JavaScript. */
export function WorkloadMenu({ query }: { query: BrowseQuery }) {
  const show = use(BrowseContext);
  const { input, output, cached, calls } = query.workload;
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
  const text = (
    <>
      <span className="sr-only">Monthly cost for </span>
      {short(input)} in, {short(output)} out
      <span className="text-text-3">
        {cached > 0 && `, ${cached}% cached`}
        <span className="sr-only">,</span> {short(calls)}/day
      </span>
    </>
  );
  return (
    <Popover
      trigger={{ icon: "calculator", text, className: TOOL }}
      label="Monthly cost for"
      sheet
      className="w-72 p-4"
      panelRef={panel}
    >
      <h2 className="mb-3 text-body">Monthly cost for</h2>
      <form
        action="/models"
        onBlur={(event) => apply(event.currentTarget)}
        onSubmit={submit}
        className="grid grid-cols-2 gap-3"
      >
        {WORKLOAD_FIELDS.map(([field, param]) => (
          <Field
            key={`${param} ${query.workload[field]}`}
            label={LABELS[field]}
            name={param}
            defaultValue={query.workload[field]}
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            pattern="\s*\d[\d,_ ]*(\.\d+)?\s*[kKmM]?\s*%?\s*"
            title="a whole number, like 3000, 3k or 1.5M"
          />
        ))}
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

function short(n: number): string {
  if (n >= 1e6 && n % 1e5 === 0) return `${n / 1e6}M`;
  return n >= 1e3 && n % 100 === 0 ? `${n / 1e3}K` : countText(n);
}
