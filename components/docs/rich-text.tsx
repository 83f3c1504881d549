/** A text in which `backticks` mark code. */
export function RichText({ text }: { text: string }) {
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts never change their order.
      <code key={index} className="rounded-tag bg-hover px-1 text-note">
        {part}
      </code>
    ),
  );
}
