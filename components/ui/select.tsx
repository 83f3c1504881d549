import { type ComponentProps, useId } from "react";
import { describedBy, Labeled, type LabeledProps } from "./field";
import { Icon } from "./icon";

interface SelectProps extends ComponentProps<"select">, LabeledProps {
  options: readonly { value: string; label: string }[];
}

/** The system's select. */
export function Select({ label, hideLabel, hint, error, options, className = "", ...rest }: SelectProps) {
  const generatedId = useId();
  const id = rest.id ?? generatedId;
  return (
    <Labeled id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      <span className="relative flex items-center">
        <select
          {...rest}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          className="min-h-9.5 w-full appearance-none rounded-field border border-field bg-bg py-1.5 pr-8 pl-3 focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-ring focus-visible:outline-none forced-colors:focus-visible:outline-2"
        >
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" className="pointer-events-none absolute right-2.5 text-text-3" />
      </span>
    </Labeled>
  );
}
