const KEYS: readonly [keys: string, does: string][] = [
  ["⌘K  Ctrl K", "go to a model or a page, or do something"],
  ["/", "search on this page"],
  ["?", "this list"],
  ["↓  ↑", "from the search into the list, from model to model"],
  ["Enter", "open the model; in the search: make the typed filters chips"],
  ["→  o", "the offers of the model, in place"],
  ["c", "compare the model"],
  ["f", "keep the model, or let it go"],
  ["Space", "put a filter on or off"],
  ["Backspace", "at the start of the search: change the last filter as text"],
  ["Esc", "close, or back to the search"],
  ["Enter  Shift Enter", "in chat: send, break the line"],
  ["Esc", "in chat: stop what is being written"],
  ["↑", "in the empty field of a chat: edit what was said last"],
];

/** All keys there are. */
export function Keys() {
  return (
    <>
      <h2>Keys</h2>
      <dl className="keys">
        {KEYS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.split("  ").map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </>
  );
}
