/** A text in which `backticks` mark code. */
export function RichText({ text }: { text: string }) {
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts never move.
      <code key={place} className="rounded-tag bg-hover px-1 text-note">
        {part}
      </code>
    ),
  );
}
