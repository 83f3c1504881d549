import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Tag } from "@/components/ui/tag";
import type { ApiKey } from "@/lib/contract/key";
import { dayText } from "@/lib/models/format";

/** The limits of a key, each after a dot. */
function limitsText(key: ApiKey): string {
  const listed = (names: readonly string[] | null, what: string) =>
    names === null ? null : names.length > 3 ? `${names.length} ${what}` : names.join(", ");
  const parts = [
    key.spend_limit_usd !== null && `up to $${key.spend_limit_usd}`,
    key.spend_limit_day_usd !== null && `$${key.spend_limit_day_usd} per day`,
    key.spend_limit_week_usd !== null && `$${key.spend_limit_week_usd} per week`,
    key.spend_limit_month_usd !== null && `$${key.spend_limit_month_usd} per month`,
    listed(key.allowed_models, "models"),
    listed(key.allowed_gateways, "gateways"),
  ];
  return parts.map((part) => (part ? ` · ${part}` : "")).join("");
}

interface KeyTableProps {
  name: string;
  keys: readonly ApiKey[];
  /** Absent for the keys of devices, which have nothing to edit. */
  edit?: (key: ApiKey) => void;
  revoke: (key: ApiKey) => void;
  /** The label of revoking: "Revoke", or "Sign out" for devices. */
  word: string;
}

const COLUMNS: readonly Column<ApiKey>[] = [
  {
    head: "Name",
    cell: ({ name, current }) => (
      <>
        {name} {current && <Tag tone="accent">This device</Tag>}
      </>
    ),
  },
  {
    head: "Key",
    cell: ({ prefix, last_four }) => (
      <code className="text-tiny whitespace-nowrap text-text-3">
        {prefix}…{last_four}
      </code>
    ),
  },
  {
    head: "Access",
    cell: (key) => (
      <span className="inline-block [overflow-wrap:anywhere] first-letter:uppercase">
        {key.scopes.join(", ")}
        {key.requests_per_minute !== null && ` · ${key.requests_per_minute} per minute`}
        {limitsText(key)}
      </span>
    ),
  },
  { head: "Last used", cell: ({ last_used_at }) => dayOr(last_used_at) },
  { head: "Expires", cell: ({ expires_at }) => dayOr(expires_at) },
];

/** Keys with their permissions, and buttons to edit or revoke each. */
export function KeyTable({ name, keys, edit, revoke, word }: KeyTableProps) {
  const end: Column<ApiKey> = {
    head: word,
    quiet: true,
    cell: (key) => (
      <span className="inline-flex gap-2">
        {edit && (
          <Button size="sm" onClick={() => edit(key)} aria-label={`Edit ${key.name}`}>
            Edit
          </Button>
        )}
        <Button size="sm" onClick={() => revoke(key)} aria-label={`${word} ${key.name}`}>
          {word}
        </Button>
      </span>
    ),
  };
  return <DataTable label={name} columns={[...COLUMNS, end]} rows={keys} keyOf={({ id }) => String(id)} />;
}

function dayOr(time: string | null) {
  return <span className="whitespace-nowrap text-text-3">{time ? dayText(Date.parse(time)) : "Never"}</span>;
}
