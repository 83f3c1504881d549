import { type ComponentProps, useId } from "react";
import { describedBy, Labeled, type LabeledProps } from "./field";

interface TextAreaProps extends ComponentProps<"textarea">, LabeledProps {}

export function TextArea({ label, hideLabel, hint, error, className = "", ...rest }: TextAreaProps) {
  const generatedId = useId();
  const id = rest.id ?? generatedId;
  return (
    <Labeled id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      <textarea
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        className="min-h-20 w-full rounded-field border border-field bg-bg px-3 py-2 focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-ring focus-visible:outline-none forced-colors:focus-visible:outline-2"
      />
    </Labeled>
  );
}
