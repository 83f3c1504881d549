import { WORKLOAD_FIELDS, type Workload } from "@/lib/models/workload";

interface WorkloadFormProps {
  workload: Workload;
  /** Where the answer is. */
  action: string;
  /** Other parts of the page's state, kept as they are. */
  keep?: Readonly<Record<string, string>>;
}

/** What a month is calculated for; a plain form, so that the address holds it. */
export function WorkloadForm({ workload, action, keep = {} }: WorkloadFormProps) {
  return (
    <form action={action} className="workload" aria-label="Workload">
      <span className="text-text-3">Monthly workload</span>
      {WORKLOAD_FIELDS.map(([field, param, name]) => (
        <label key={param}>
          <input
            name={param}
            defaultValue={workload[field]}
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            pattern="\s*\d[\d,_ ]*(\.\d+)?\s*[kKmM]?\s*%?\s*"
            title="a whole number, like 3000, 3k or 1.5M"
          />
          {name}
        </label>
      ))}
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="button">
        Calculate
      </button>
    </form>
  );
}
