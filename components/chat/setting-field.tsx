import { useId } from "react";
import { FIELD_INPUT, fieldBoxClass } from "@/components/ui/field";

interface SettingFieldProps {
  label: string;
  range: { min: number; max: number; step: number };
  /** Null for the model's default. */
  value: number | null;
  change: (value: number | null) => void;
  slider?: boolean;
}

/** A figure of the settings: a slider and a field, or a field alone; an empty field is the model's default. */
export function SettingField({ label, range, value, change, slider = true }: SettingFieldProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_5.5rem] items-center gap-x-3 gap-y-1.5">
      <label htmlFor={id} className="text-note font-medium text-text-2">
        {label}
      </label>
      <span className={`${fieldBoxClass()} px-2.5!`}>
        <input
          id={id}
          type="number"
          inputMode="decimal"
          placeholder="Default"
          className={FIELD_INPUT}
          {...range}
          value={value ?? ""}
          onChange={(event) => {
            const { value: text, validity } = event.target;
            if (validity.valid) change(text === "" ? null : Number(text));
          }}
        />
      </span>
      {slider && (
        <input
          type="range"
          aria-label={`${label} slider`}
          aria-valuetext={value === null ? "Default" : String(value)}
          className="col-span-full w-full accent-fill pointer-coarse:min-h-11"
          {...range}
          value={value ?? 1}
          onChange={(event) => change(Number(event.target.value))}
        />
      )}
    </div>
  );
}
