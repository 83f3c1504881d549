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

interface LabeledProps {
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

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  children: ReactNode;
}

/** The check mark is a square with a clip path. */
const BOX_TO_CHECK =
  "size-4 flex-none appearance-none rounded-tag border border-field bg-bg before:size-full before:bg-on-fill before:[clip-path:polygon(22%_46%,12%_57%,41%_84%,88%_26%,77%_17%,40%_63%)] checked:border-fill checked:bg-fill checked:before:block pointer-coarse:size-5 forced-colors:appearance-auto forced-colors:before:hidden";

export function Checkbox({ children, className = "", ...rest }: CheckboxProps) {
  return (
    <label className={`flex min-h-7 items-center gap-2.25 text-text-2 pointer-coarse:min-h-11 ${className}`}>
      <input type="checkbox" {...rest} className={BOX_TO_CHECK} />
      {children}
    </label>
  );
}

function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}

function Labeled(props: LabeledProps & { id: string; className: string; children: ReactNode }) {
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
