import { countText } from "@/lib/models/format";
import type { FacetCounts } from "@/lib/models/search";
import { TOP_AUTHORS } from "./first-page";

interface FindAuthorProps {
  authors: FacetCounts["authors"];
  onFind: (text: string) => void;
}

/** Finds the authors that are not among the first few. How many there are is known once the whole list is here. */
export function FindAuthor({ authors, onFind }: FindAuthorProps) {
  const count = [...authors.values()].filter((models) => models > 0).length;
  return (
    <label className="field find-author needs-script">
      <span className="sr-only">Find an author</span>
      <input
        type="search"
        placeholder={count > TOP_AUTHORS ? `Find one of ${countText(count)}` : "Find an author"}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        onInput={(event) => onFind(event.currentTarget.value.trim().toLowerCase())}
      />
    </label>
  );
}
