import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import type { Setup } from "./setup";
import { SETUPS } from "./setups";

const KINDS = ["Coding tool", "Editor", "Chat app", "Library"] as const satisfies readonly Setup["kind"][];
const TITLES: Record<Setup["kind"], string> = {
  "Coding tool": "Coding tools",
  Editor: "Editors",
  "Chat app": "Chat apps",
  Library: "Libraries",
};

/** All tools by kind; `model` is the one to set them up for. */
export function SetupIndex({ model }: { model: string | null }) {
  const query = model === null ? "" : `?${new URLSearchParams({ model })}`;
  return (
    <div className="grid grid-cols-1 gap-9">
      {KINDS.map((kind) => (
        <section key={kind} aria-labelledby={`tools-${kind.slice(0, 4)}`}>
          <h2 id={`tools-${kind.slice(0, 4)}`} className="mb-3">
            {TITLES[kind]}
          </h2>
          <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
            {SETUPS.filter((setup) => setup.kind === kind).map(({ slug, name, protocol }) => (
              <li key={slug}>
                <Link
                  href={`/use/${slug}${query}`}
                  className="flex items-center gap-3 rounded-panel border border-line px-4 py-3.5 hover:border-edge hover:bg-panel"
                >
                  <Avatar of={slug} name={name} />
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium">{name}</span>
                    <span className="comma-before block text-note text-text-3">{protocol}</span>
                  </span>
                  <Icon name="arrow-right" size={14} className="text-text-3" />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
