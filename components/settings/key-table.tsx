import type { ApiKey } from "@/lib/contract/key";
import { dayText } from "@/lib/models/format";

/** What limits a key, each part after a dot. */
export function limitsText(key: ApiKey): string {
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
  revoke: (key: ApiKey) => void;
  /** What revoking is called here. */
  word: string;
}

/** Keys with what they may do, and a button that ends each. */
export function KeyTable({ name, keys, revoke, word }: KeyTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel relative" tabIndex={0} aria-label={name}>
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Key</th>
            <th scope="col">Access</th>
            <th scope="col">Last used</th>
            <th scope="col">Expires</th>
            <th scope="col">
              <span className="sr-only">{word}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row" className="font-normal text-text">
                {key.name}
                {key.current && <span className="tag ml-2">This device</span>}
              </th>
              <td className="font-mono text-tiny">
                {key.prefix}…{key.last_four}
              </td>
              <td data-before="access">
                {key.scopes.join(", ")}
                {key.requests_per_minute !== null && ` · ${key.requests_per_minute} per minute`}
                {limitsText(key)}
              </td>
              <td data-before="last used">{key.last_used_at ? dayText(Date.parse(key.last_used_at)) : "Never"}</td>
              <td data-before="expires">{key.expires_at ? dayText(Date.parse(key.expires_at)) : "Never"}</td>
              <td className="text-right">
                <button type="button" className="button" onClick={() => revoke(key)} aria-label={`${word} ${key.name}`}>
                  {word}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
