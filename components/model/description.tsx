const MAX_COLLAPSED = 240;

/** A gateway's description of the model, as plain text; a long one is collapsed. */
export function Description({ text }: { text: string }) {
  const clean = text.trim();
  if (clean === "") return null;
  const full = "block max-w-[72ch] text-text-2 leading-5.5 [overflow-wrap:anywhere] whitespace-pre-wrap";
  if (clean.length <= MAX_COLLAPSED * 1.25) return <p className={full}>{clean}</p>;
  return (
    <details className="group">
      <summary className="max-w-[72ch] text-text-2 leading-5.5 [overflow-wrap:anywhere] group-open:mb-1 [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">
          {clean.slice(0, MAX_COLLAPSED).replace(/\s+\S*$/, "")}…{" "}
          <span className="font-medium text-accent hover:underline">More</span>
        </span>
        <span className="hidden font-medium text-accent group-open:inline hover:underline">Less</span>
      </summary>
      <p className={`${full} max-h-128 overflow-y-auto`}>{clean}</p>
    </details>
  );
}
