import type { AnswerSource } from "@/lib/contract/conversation";
import { Folded } from "./folded";
import { OutsideLink } from "./outside-link";

/** The web pages that an answer cites, in the order of its references. */
export function Sources({ sources }: { sources: readonly AnswerSource[] }) {
  return (
    <Folded icon="globe" label={sources.length === 1 ? "1 source" : `${sources.length} sources`} className="mt-2.5">
      <ol className="list-decimal pl-5">
        {sources.map(({ url, title }) => (
          <li key={url} className="py-0.5">
            <OutsideLink href={url} note={title && new URL(url).host}>
              {title ?? url}
            </OutsideLink>
          </li>
        ))}
      </ol>
    </Folded>
  );
}
