import { Field } from "@/components/ui/field";
import { WORKLOAD_FIELDS, type Workload } from "@/lib/contract/workload";
import { countText } from "@/lib/models/format";

const LABELS: Record<keyof Workload, string> = {
  input: "Input tokens",
  output: "Output tokens",
  cached: "Cached input (%)",
  calls: "Calls per day",
};

export function WorkloadFields({ workload }: { workload: Workload }) {
  return WORKLOAD_FIELDS.map(([field, param]) => (
    <Field
      key={`${param} ${workload[field]}`}
      label={LABELS[field]}
      name={param}
      defaultValue={workload[field]}
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      pattern="\s*\d[\d,_ ]*(\.\d+)?\s*[kKmM]?\s*%?\s*"
      title="a whole number, like 3000, 3k or 1.5M"
    />
  ));
}

/** A short text for a workload: "3K in, 1K out, 300/day". */
export function workloadText({ input, output, cached, calls }: Workload) {
  return (
    <span>
      <span className="sr-only">Monthly cost for </span>
      {short(input)} in, {short(output)} out
      <span className="text-text-3">
        {cached > 0 && `, ${cached}% cached`}
        {`, ${short(calls)}/day`}
      </span>
    </span>
  );
}

function short(n: number): string {
  if (n >= 1e6 && n % 1e5 === 0) return `${n / 1e6}M`;
  return n >= 1e3 && n % 100 === 0 ? `${n / 1e3}K` : countText(n);
}
