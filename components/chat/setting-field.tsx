import { type KeyboardEvent, useId, useState } from "react";
import { FIELD_INPUT, fieldBoxClass } from "@/components/ui/field";

interface SettingFieldProps {
  label: string;
  range: { min: number; max: number; step: number };
  /** Null for the model's default. */
  value: number | null;
  change: (value: number | null) => void;
  slider?: boolean;
}

/** A number setting: a field, with a slider by default. An empty field is the model's default. */
export function SettingField({ label, range, value, change, slider = true }: SettingFieldProps) {
  const id = useId();
  // Nothing is saved while typing or dragging.
  const [draft, setDraft] = useState<{ text: string; valid: boolean } | null>(null);
  const commit = () => {
    if (draft === null) return;
    setDraft(null);
    const fresh = draft.text === "" ? null : Number(draft.text);
    if (draft.valid && fresh !== value) change(fresh);
  };
  const edit = ({ value: text, validity }: HTMLInputElement) => setDraft({ text, valid: validity.valid });
  const shown = draft?.text ?? String(value ?? "");
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)_6rem] items-center gap-x-3">
      <label htmlFor={id} className="text-note font-medium text-text-2">
        {label}
      </label>
      <span className={`${fieldBoxClass()} col-start-3 row-start-1 px-2.5!`}>
        <input
          id={id}
          type="number"
          inputMode="decimal"
          placeholder="Default"
          className={FIELD_INPUT}
          {...range}
          value={shown}
          aria-invalid={draft?.valid === false || undefined}
          onChange={(event) => edit(event.target)}
          onBlur={commit}
          onKeyDown={(event: KeyboardEvent) => event.key === "Enter" && commit()}
        />
      </span>
      {slider && (
        <input
          type="range"
          aria-label={`${label} slider`}
          aria-valuetext={shown === "" ? "Default" : shown}
          className="col-start-2 row-start-1 w-full min-w-0 accent-accent pointer-coarse:min-h-11"
          {...range}
          value={shown === "" ? 1 : shown}
          onChange={(event) => edit(event.target)}
          onPointerUp={commit}
          onKeyUp={commit}
          onBlur={commit}
        />
      )}
    </div>
  );
}
