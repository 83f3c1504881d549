import { ChangeKind } from "@/lib/contract/change";
import type { Gateway } from "@/lib/contract/gateway";
import { kindText } from "@/lib/models/changes";
import { filtersWithoutField } from "./change-query";

interface ChangeFilterProps {
  params: URLSearchParams;
  gateways: readonly Gateway[];
}

/** What changes to show, as a plain form; filters that came in the address and have no field here are chips above it. */
export function ChangeFilter({ params, gateways }: ChangeFilterProps) {
  const otherParams = [...params].filter(([name]) => !["q", "gateway", "kind", "before"].includes(name));
  return (
    <form action="/changes" className="change-filter" aria-label="Filter">
      <HiddenFilters params={params} gateways={gateways} />
      <label className="field min-w-48 flex-1">
        <span className="sr-only">Model name or ID</span>
        <input id="page-search" type="search" name="q" defaultValue={params.get("q") ?? ""} placeholder="Any model" />
      </label>
      <Choice
        name="gateway"
        label="Gateway"
        value={params.get("gateway") ?? ""}
        none="Any gateway"
        options={gateways.map((g) => [g.slug, g.name])}
      />
      <Choice
        name="kind"
        label="Kind of change"
        value={params.get("kind") ?? ""}
        none="Any change"
        options={ChangeKind.options.map((kind) => [kind, kindText(kind)])}
      />
      {otherParams.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="button min-h-9">
        Show
      </button>
    </form>
  );
}

/** The filters that have no field, each a link to the changes without it. */
function HiddenFilters({ params, gateways }: ChangeFilterProps) {
  const filters = filtersWithoutField(params, gateways);
  if (filters.length === 0) return null;
  return (
    <ul className="chips w-full" aria-label="Active filters">
      {filters.map(({ label, href }) => (
        <li key={label}>
          <a href={href} className="chip" rel="nofollow" aria-label={`Remove ${label}`}>
            {label} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a href="/changes" className="chip-all">
          Clear filters
        </a>
      </li>
    </ul>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  none: string;
  options: readonly (readonly [value: string, text: string])[];
}

/** A menu; several values of an address stand in it as one more choice, so that they are not lost. */
function Choice({ name, label, value, none, options }: ChoiceProps) {
  const several = value !== "" && !options.some(([option]) => option === value);
  return (
    <label className="field">
      <span className="sr-only">{label}</span>
      <select name={name} defaultValue={value}>
        <option value="">{none}</option>
        {several && <option value={value}>{value.replaceAll(",", ", ")}</option>}
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
