"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { ChipLink } from "@/components/ui/chip";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { PageForm } from "@/components/ui/page-form";
import { SEGMENTS, segmentClass } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";

interface ChangeFilterProps {
  q: string;
  gateway: string;
  gateways: readonly { value: string; label: string }[];
  kinds: readonly { label: string; href: string; on: boolean }[];
  /** Filters of the URL that have no field here, as hidden fields. */
  others: readonly (readonly [name: string, value: string])[];
  /** The same filters, as links that remove them. */
  chips: readonly { label: string; href: string }[];
}

/** The filters of the changes page. A choice applies immediately; without JavaScript, by the button. */
export function ChangeFilter({ q, gateway, gateways, kinds, others, chips }: ChangeFilterProps) {
  const form = useRef<HTMLFormElement>(null);
  const apply = () => form.current?.requestSubmit();
  useEffect(() => {
    // Keeps empty fields out of the URL.
    const clean = ({ formData }: FormDataEvent) => {
      for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
    };
    const element = form.current;
    element?.addEventListener("formdata", clean);
    return () => element?.removeEventListener("formdata", clean);
  }, []);
  return (
    <PageForm ref={form} action="/changes" aria-label="Filter" className="grid grid-cols-1 gap-2.5">
      <div className="flex flex-wrap gap-2">
        <KindLinks kinds={kinds} />
        <Field
          id="page-search"
          label="Model name or ID"
          hideLabel
          icon="search"
          type="search"
          name="q"
          defaultValue={q}
          placeholder="Filter by model"
          className="min-w-48 flex-1"
        />
        <Button type="submit" className="without-script min-h-9.5">
          Search
        </Button>
        <Select label="Gateway" hideLabel name="gateway" defaultValue={gateway} options={gateways} onChange={apply} />
        {others.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      </div>
      {chips.length > 0 && <ActiveFilters chips={chips} />}
    </PageForm>
  );
}

function KindLinks({ kinds }: Pick<ChangeFilterProps, "kinds">) {
  return (
    <ul aria-label="Kind of change" className={`${SEGMENTS} flex max-w-full overflow-x-auto max-sm:w-full`}>
      {kinds.map(({ label, href, on }) => (
        <li key={label} className="flex max-sm:flex-1">
          <Link
            href={href}
            rel="nofollow"
            aria-current={on ? "true" : undefined}
            className={`${segmentClass(on)} max-sm:flex-1 -outline-offset-2`}
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function ActiveFilters({ chips }: Pick<ChangeFilterProps, "chips">) {
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ label, href }) => (
        <li key={label}>
          <ChipLink href={href} active rel="nofollow" aria-label={`Remove ${label}`}>
            {label}
            <Icon name="x" size={14} />
          </ChipLink>
        </li>
      ))}
      <li>
        <Link href="/changes" className="touch-target px-1.5 text-note text-accent hover:underline">
          Clear filters
        </Link>
      </li>
    </ul>
  );
}
