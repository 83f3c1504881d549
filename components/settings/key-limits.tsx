const PERIODS = ["day", "week", "month"] as const;

/** The fields of a new key's limits by period, and of what it may call. */
export function KeyLimits() {
  return (
    <details>
      <summary className="link inline-flex min-h-6 cursor-pointer items-center">
        Limits by period, model, and gateway
      </summary>
      <div className="key-fields mt-3">
        {PERIODS.map((period) => (
          <label key={period}>
            <span>Spend limit per {period} in $</span>
            <input
              name={`spend_limit_${period}_usd`}
              type="number"
              min={0.01}
              step="any"
              className="input-field"
              placeholder="None"
            />
          </label>
        ))}
        <label>
          <span>Allowed models</span>
          <input name="allowed_models" className="input-field" placeholder="All, or author/model, author/*" />
        </label>
        <label>
          <span>Allowed gateways</span>
          <input name="allowed_gateways" className="input-field" placeholder="All, or groq, together" />
        </label>
      </div>
      <p className="mt-2 text-text-3">Days, weeks (from Monday), and months begin at 00:00 UTC.</p>
    </details>
  );
}
