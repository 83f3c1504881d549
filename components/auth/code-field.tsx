import { type ChangeEvent, useId } from "react";
import { FieldError } from "@/components/ui/field";

export const CODE_LENGTH = 8;

const INDEXES = [...Array(CODE_LENGTH).keys()];

interface CodeFieldProps {
  label: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  error?: string | undefined;
}

/** A box for each character of a code; the input covers them, so pasting and password managers work. */
export function CodeField({ label, value, onChange, error }: CodeFieldProps) {
  const id = useId();
  const current = Math.min(value.length, CODE_LENGTH - 1);
  return (
    <div className="grid grid-cols-1 gap-2">
      <label htmlFor={id} className="text-note font-medium text-text-2">
        {label}
      </label>
      <div className="group relative grid grid-cols-[repeat(4,minmax(0,1fr))_0.5rem_repeat(4,minmax(0,1fr))] items-center gap-1.75">
        {INDEXES.map((index) => (
          <b
            key={index}
            aria-hidden="true"
            data-current={index === current || undefined}
            className={`grid h-12 place-items-center rounded-field border bg-bg font-mono text-title font-medium group-focus-within:data-current:border-accent group-focus-within:data-current:ring-3 group-focus-within:data-current:ring-ring forced-colors:group-focus-within:data-current:outline-2 ${error ? "border-bad" : "border-field"} ${index === 4 ? "col-start-6" : ""}`}
          >
            {value[index]}
          </b>
        ))}
        <i aria-hidden="true" className="absolute left-1/2 h-0.5 w-2 -translate-x-1/2 rounded-full bg-edge" />
        <input
          id={id}
          name="code"
          value={value}
          onChange={onChange}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={12}
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="absolute inset-0 cursor-text font-mono text-section opacity-0"
        />
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
