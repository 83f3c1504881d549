import { FIELD_INPUT, fieldBoxClass } from "@/components/ui/field";

interface FindValueProps {
  /** Plural noun: "authors". */
  what: string;
  /** The number of values; 0 if not counted yet. */
  count: number;
  onFind: (text: string) => void;
}

/** A search field for the values of a facet beyond the first few. */
export function FindValue({ what, count, onFind }: FindValueProps) {
  return (
    <label className={`needs-script mb-1 ${fieldBoxClass("toolbar")}`}>
      <span className="sr-only">Find {what}</span>
      <input
        type="search"
        placeholder={count > 0 ? `Search ${count} ${what}` : `Search ${what}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        className={`${FIELD_INPUT} text-note`}
        onInput={(event) => onFind(event.currentTarget.value.trim().toLowerCase())}
      />
    </label>
  );
}
