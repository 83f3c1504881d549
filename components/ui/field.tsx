import { type ComponentProps, type ReactNode, useId } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";

const BOX =
  "flex w-full items-center gap-2.25 rounded-field border border-field bg-bg px-3 focus-within:border-accent focus-within:ring-3 focus-within:ring-ring focus-within:forced-colors:outline-2 has-[[aria-invalid=true]]:border-bad";
const HEIGHTS = { md: "min-h-9.5", toolbar: "min-h-9 pointer-coarse:min-h-11", hero: "min-h-12 text-chat" };
const INPUT = "min-w-0 flex-1 self-stretch bg-transparent py-1.5 outline-none [&::-webkit-search-cancel-button]:hidden";

/** Classes of the box around an input, for custom fields. */
export function fieldBoxClass(height: keyof typeof HEIGHTS = "md"): string {
  return `${BOX} ${HEIGHTS[height]}`;
}

/** Classes of an input in such a box; the box shows the focus. */
export const FIELD_INPUT = INPUT;

export interface LabeledProps {
  label: string;
  /** The label is for screen readers only, where the context makes it obvious. */
  hideLabel?: boolean | undefined;
  hint?: ReactNode;
  /** Shown below the field and linked by aria-describedby. */
  error?: string | undefined;
}

interface FieldProps extends ComponentProps<"input">, LabeledProps {
  icon?: IconName | undefined;
  height?: keyof typeof HEIGHTS;
  /** Content at the end of the field: a key hint, a unit, a button. */
  after?: ReactNode;
}

export function Field({
  label,
  hideLabel,
  hint,
  error,
  icon,
  height = "md",
  after,
  className = "",
  ...rest
}: FieldProps) {
  const generatedId = useId();
  const id = rest.id ?? generatedId;
  const notes = describedBy(id, hint, error);
  return (
    <Labeled id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      <span className={fieldBoxClass(height)}>
        {icon && <Icon name={icon} className="text-text-3" />}
        <input {...rest} id={id} aria-invalid={error ? true : undefined} aria-describedby={notes} className={INPUT} />
        {after}
      </span>
    </Labeled>
  );
}

/** The IDs of a field’s hint and error, for aria-describedby. */
export function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}

/** A field with its label above, and its hint and error below. */
export function Labeled(props: LabeledProps & { id: string; className: string; children: ReactNode }) {
  const { id, label, hideLabel, hint, error, className, children } = props;
  return (
    <div className={`grid min-w-0 grid-cols-1 gap-1.5 ${className}`}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-note font-medium text-text-2"}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-note text-text-3">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-note text-bad">
      <Icon name="circle-alert" size={14} className="mt-0.5" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </p>
  );
}
