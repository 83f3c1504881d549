import { type ReactNode, useId } from "react";

interface SegmentedProps<V extends string> {
  label: string;
  value: V;
  /** `title` names an option that is only an icon. */
  options: readonly { value: V; label: ReactNode; title?: string }[];
  onChange: (value: V) => void;
  /** The options share the full width. */
  wide?: boolean;
  className?: string;
}

/** One of a few choices: radio buttons, so arrow keys move between them. */
export function Segmented<V extends string>(props: SegmentedProps<V>) {
  const { label, value, options, onChange, wide, className = "" } = props;
  const name = useId();
  return (
    <fieldset className={`${wide ? "flex" : "inline-flex"} ${SEGMENTS} ${className}`}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          data-tip={option.title}
          className={segmentClass(option.value === value, wide) + FOCUS}
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 m-0 cursor-pointer appearance-none opacity-0"
            aria-label={option.title}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

const FOCUS =
  " has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent";

/** Classes of the track, for segments that are links. */
export const SEGMENTS = "rounded-field border border-line bg-panel p-0.5";

export function segmentClass(on: boolean, wide = false): string {
  const state = on
    ? "border-edge bg-raised font-medium text-text shadow-1 forced-colors:border-[Highlight] forced-colors:text-[Highlight]"
    : "border-transparent text-text-3 hover:text-text";
  return `relative inline-grid min-h-7.5 min-w-7.5 place-items-center rounded-small border px-2.25 text-note whitespace-nowrap pointer-coarse:min-h-10 ${wide ? "flex-1 px-1 text-label" : ""} ${state}`;
}
