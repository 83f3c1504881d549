import { PAGES } from "@/components/shell/pages";
import { switchTheme } from "@/components/shell/theme";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { modelPath } from "@/lib/models/ids";
import { foldTyped } from "@/lib/models/query/typed";
import { search } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";

/** Something to go to or to do. */
export interface Entry {
  kind: "page" | "action" | "model";
  name: string;
  /** What stands beside the name. */
  note: string;
  act: string | (() => void);
}

const MAX_MODELS = 8;

const FIXED: readonly Entry[] = [
  ...PAGES.map(({ href, name }): Entry => ({ kind: "page", name, note: href, act: href })),
  { kind: "page", name: "Account", note: "/settings", act: "/settings" },
  { kind: "action", name: "Switch between light and dark", note: "action", act: switchTheme },
  { kind: "action", name: "Export all models as CSV", note: "action", act: "/v1/export?format=csv" },
  { kind: "action", name: "Copy the address of this page", note: "action", act: copyAddress },
];

/** What fits what was typed: pages and actions by their words, models as the search ranks them, and the list of them. `today` in days since 1970. */
export function entriesFor(typed: string, index: SearchIndex | undefined, today: number): Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fixed = FIXED.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  if (words.length === 0) return [...fixed];
  const href = `/models?${new URLSearchParams({ q: typed.trim() })}`;
  const all: Entry = { kind: "page", name: `Search models for “${typed.trim()}”`, note: "/models", act: href };
  if (!index) return [...fixed, all];
  const gateways = index.gateways.flatMap(({ slug, name, aliases }): Entry[] => {
    const named = [slug, name.toLowerCase(), ...aliases].some((text) => text.startsWith(typed.trim().toLowerCase()));
    return named ? [{ kind: "page", name, note: `/gateways/${slug}`, act: `/gateways/${slug}` }] : [];
  });
  const { query } = foldTyped({ ...EMPTY_QUERY, q: typed });
  const models = [...search(index, query, today).models.subarray(0, MAX_MODELS)].map((m): Entry => {
    const id = index.ids[m] ?? "";
    return { kind: "model", name: index.names[m] ?? id, note: id, act: modelPath(id) };
  });
  return [...gateways, ...models, ...fixed, all];
}

function copyAddress(): void {
  navigator.clipboard.writeText(location.href).catch((error: unknown) => console.warn("nothing was copied:", error));
}
