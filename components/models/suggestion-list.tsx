import { OPTION } from "@/components/ui/overlay";
import type { Completion } from "@/lib/models/query/complete";
import { logoStyle } from "./row-marks";

interface SuggestionListProps {
  id: string;
  completions: readonly Completion[];
  /** The index of the suggestion that Enter accepts; -1 for none. */
  active: number;
  onPick: (completion: Completion) => void;
}

/** Completions of the search's text; the listbox of its combobox. */
export function SuggestionList({ id, completions, active, onPick }: SuggestionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      className="absolute inset-x-0 top-full z-30 mt-1.5 max-w-104 rounded-popover bg-raised p-1.5 shadow-3 forced-colors:border"
    >
      {completions.map((completion, index) => (
        <button
          key={completion.term}
          type="button"
          tabIndex={-1}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={OPTION}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(completion)}
        >
          {completion.logo && <i className="mark text-text-3" style={logoStyle(completion.logo)} />}
          <code className="text-note">{completion.term}</code>
          <span className="ml-auto text-note text-text-3">{completion.hint}</span>
        </button>
      ))}
    </div>
  );
}
