import { Field } from "@/components/ui/field";
import { Fold } from "@/components/ui/fold";
import type { ApiKey } from "@/lib/contract/key";

const PERIODS = ["day", "week", "month"] as const;
const LISTS = [
  ["models", "author/model, author/*"],
  ["gateways", "groq, together"],
] as const;
const NAMES = [
  "requests_per_minute",
  ...PERIODS.map((period) => `spend_limit_${period}_usd` as const),
  ...LISTS.map(([list]) => `allowed_${list}` as const),
] as const;

interface KeyLimitsProps {
  /** The key whose limits are shown; undefined for a new key. */
  of?: ApiKey | undefined;
  errorOf: (field: string) => string | undefined;
}

/** Fields for a key's further limits: rate, spend per period, allowed models and gateways. */
export function KeyLimits({ of, errorOf }: KeyLimitsProps) {
  const isLimited = NAMES.some((name) => of?.[name] != null);
  return (
    <Fold title="Advanced limits" open={NAMES.some(errorOf) || isLimited || undefined}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Requests per minute"
          name="requests_per_minute"
          type="number"
          min={1}
          max={100000}
          defaultValue={of?.requests_per_minute ?? ""}
          placeholder="Default"
          error={errorOf("requests_per_minute")}
        />
        {PERIODS.map((period) => (
          <Field
            key={period}
            label={`Spend limit per ${period} in $`}
            name={`spend_limit_${period}_usd`}
            type="number"
            min={0.01}
            step="any"
            defaultValue={of?.[`spend_limit_${period}_usd`] ?? ""}
            placeholder="None"
            error={errorOf(`spend_limit_${period}_usd`)}
          />
        ))}
        {LISTS.map(([list, examples]) => (
          <Field
            key={list}
            label={`Allowed ${list}`}
            name={`allowed_${list}`}
            defaultValue={of?.[`allowed_${list}`]?.join(", ") ?? ""}
            placeholder={`All, or ${examples}`}
            error={errorOf(`allowed_${list}`)}
          />
        ))}
      </div>
      <p className="mt-3 text-note text-text-3">Days, weeks (from Monday), and months begin at 00:00 UTC.</p>
    </Fold>
  );
}
