import type { Completion } from "@/lib/models/query/complete";

interface SuggestionListProps {
  id: string;
  completions: readonly Completion[];
  /** The place of the one that Enter takes; -1 for none. */
  active: number;
  onPick: (completion: Completion) => void;
}

/** How what is typed may go on; belongs to the search's combobox. */
export function SuggestionList({ id, completions, active, onPick }: SuggestionListProps) {
  return (
    <div id={id} role="listbox" aria-label="Ways to go on" className="suggestions">
      {completions.map((completion, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox, which keeps the focus.
        // biome-ignore lint/a11y/useFocusableInteractive: the same.
        <div
          key={completion.term}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(completion)}
        >
          <code>{completion.term}</code>
          <span>{completion.hint}</span>
        </div>
      ))}
    </div>
  );
}
