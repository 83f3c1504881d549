const SHORT = 700;

/** What a gateway writes about the model, as plain text; a long one opens on demand. */
export function Description({ text }: { text: string }) {
  const clean = text.trim();
  if (clean === "") return <p className="text-text-3">No gateway describes this model.</p>;
  if (clean.length <= SHORT) return <p className="prose-text">{clean}</p>;
  const cut = clean.slice(0, SHORT).replace(/\s+\S*$/, "");
  return (
    <details className="long-text">
      <summary>
        <span className="prose-text">{cut} …</span>
        <span className="link mt-1 inline-block">Show all</span>
      </summary>
      <p className="prose-text max-h-[32rem] overflow-y-auto">{clean}</p>
    </details>
  );
}
