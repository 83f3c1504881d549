"use client";

import type { FormEvent } from "react";
import { WorkloadFields, workloadText } from "@/components/models/workload-fields";
import { Button, buttonClass } from "@/components/ui/button";
import { PageForm } from "@/components/ui/page-form";
import { Popover } from "@/components/ui/popover";
import type { Workload } from "@/lib/contract/workload";

interface WorkloadFormProps {
  workload: Workload;
  /** The path of the page that gets the workload. */
  action: string;
  /** Other parameters of the page, as hidden fields. */
  keep?: Readonly<Record<string, string>>;
}

function closePopover({ currentTarget }: FormEvent<HTMLFormElement>): void {
  currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
}

/** The workload of the monthly cost, in a popover; a plain form, so that it is in the URL. */
export function WorkloadForm({ workload, action, keep = {} }: WorkloadFormProps) {
  return (
    <Popover
      trigger={{
        icon: "calculator",
        text: workloadText(workload),
        className: `${buttonClass({ size: "sm" })} print:inline-flex!`,
      }}
      label="Monthly cost for"
      sheet
      className="w-72"
      inside="p-4"
    >
      <h2 className="mb-3 text-body max-md:hidden">Monthly cost for</h2>
      <PageForm action={action} scroll={false} onSubmit={closePopover} className="grid grid-cols-2 gap-3">
        <WorkloadFields workload={workload} />
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" variant="primary" className="col-span-2 mt-1">
          Calculate
        </Button>
      </PageForm>
    </Popover>
  );
}
