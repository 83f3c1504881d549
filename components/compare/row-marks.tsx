interface RowMarksProps {
  id: string;
  name: string;
  isFavorite: boolean;
  isCompared: boolean;
}

/** Both marks of a row of a table: favorite and compare. The table listens for them all: see `row-events.ts`. */
export function RowMarks({ id, name, isFavorite, isCompared }: RowMarksProps) {
  return (
    <span className="row-marks" data-id={id}>
      <RowMark mark="f" on={isFavorite} label={`Keep ${name}`} signs="★☆" />
      <RowMark mark="c" on={isCompared} label={`Compare ${name}`} signs="✓+" />
    </span>
  );
}

interface RowMarkProps {
  /** The key that sets it. */
  mark: "f" | "c";
  on: boolean;
  label: string;
  /** What it shows when it is on, and when it is off. */
  signs: string;
}

function RowMark({ mark, on, label, signs }: RowMarkProps) {
  return (
    <button
      type="button"
      className="mark-button needs-script"
      tabIndex={-1}
      data-key={mark}
      aria-pressed={on}
      aria-label={label}
    >
      {signs[on ? 0 : 1]}
    </button>
  );
}
