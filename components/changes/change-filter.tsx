"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { ChipLink } from "@/components/ui/chip";
import { Field, Select } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { PageForm } from "@/components/ui/page-form";

interface ChangeFilterProps {
  q: string;
  gateway: string;
  kind: string;
  gateways: readonly { value: string; label: string }[];
  kinds: readonly { value: string; label: string }[];
  /** Filters of the address that have no field here: they stay. */
  others: readonly (readonly [name: string, value: string])[];
  /** The same as links to the page without them. */
  chips: readonly { label: string; href: string }[];
}

/** What changes to show; a choice applies at once, and without a script by the button. */
export function ChangeFilter({ q, gateway, kind, gateways, kinds, others, chips }: ChangeFilterProps) {
  const form = useRef<HTMLFormElement>(null);
  const apply = () => form.current?.requestSubmit();
  useEffect(() => {
    // What is empty is no part of the address.
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
        <div className="flex min-w-64 flex-1 gap-2 max-sm:basis-full">
          <Field
            id="page-search"
            label="Model name or ID"
            hideLabel
            icon="search"
            type="search"
            name="q"
            defaultValue={q}
            placeholder="Any model"
            className="min-w-0 flex-1"
          />
          <Button type="submit" className="min-h-9.5">
            Search
          </Button>
        </div>
        <div className="flex gap-2 max-sm:basis-full max-sm:*:min-w-0 max-sm:*:flex-1">
          <Select label="Gateway" hideLabel name="gateway" defaultValue={gateway} options={gateways} onChange={apply} />
          <Select label="Kind of change" hideLabel name="kind" defaultValue={kind} options={kinds} onChange={apply} />
        </div>
        {others.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      </div>
      {chips.length > 0 && (
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
      )}
    </PageForm>
  );
}
