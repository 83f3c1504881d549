interface RowMarksProps {
  id: string;
  name: string;
  kept: boolean;
  chosen: boolean;
}

/** Both marks of a row of a table: favourite and compare. The table listens for them all: see `row-events.ts`. */
export function RowMarks({ id, name, kept, chosen }: RowMarksProps) {
  return (
    <span className="row-marks" data-id={id}>
      <button
        type="button"
        className="mark-button needs-script"
        tabIndex={-1}
        data-key="f"
        aria-pressed={kept}
        aria-label={`Keep ${name}`}
      >
        {kept ? "★" : "☆"}
      </button>
      <button
        type="button"
        className="mark-button needs-script"
        tabIndex={-1}
        data-key="c"
        aria-pressed={chosen}
        aria-label={`Compare ${name}`}
      >
        {chosen ? "✓" : "+"}
      </button>
    </span>
  );
}
