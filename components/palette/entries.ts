import { compared } from "@/components/compare/device-list";
import { PAGES } from "@/components/shell/pages";
import { switchTheme } from "@/components/shell/theme";
import { copyText } from "@/components/ui/copy";
import type { IconName } from "@/components/ui/icon-names";
import { shownPrice } from "@/components/ui/price";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { cellPrice, countOf } from "@/lib/models/format";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { modelPath } from "@/lib/models/ids";
import { foldTyped } from "@/lib/models/query/typed";
import { type ModelRow, rowOf } from "@/lib/models/row";
import { search } from "@/lib/models/search";
import type { IndexedGateway, SearchIndex } from "@/lib/models/search-index";

export interface Entry {
  kind: "model" | "action" | "page";
  name: string;
  icon: IconName;
  /** The slug of the author or gateway whose logo replaces the icon. */
  logo?: string;
  /** A second line, and the text at the end. */
  note?: string;
  end?: string;
  act: string | (() => void);
}

const MAX_MODELS = 6;
/** Minimum number of letters to match a page's name. */
const MIN_PAGE_LETTERS = 3;

const PAGE_ENTRIES: readonly Entry[] = [
  ...PAGES.map(({ href, name, icon }): Entry => ({ kind: "page", name, icon, act: href })),
  { kind: "page", name: "Settings", icon: "settings", act: "/settings" },
];

const ACTIONS: readonly Entry[] = [
  { kind: "action", name: "Switch theme", icon: "moon", act: switchTheme },
  { kind: "action", name: "Export all models as CSV", icon: "download", act: "/v1/export?format=csv" },
  {
    kind: "action",
    name: "Copy link to this page",
    icon: "link",
    act: () => void copyText(location.href, "Link copied"),
  },
];

/** Models with actions for the first, then actions and pages by their words. `today` in days since 1970. */
export function entriesFor(typed: string, index: SearchIndex | undefined, today: number): Entry[] {
  const text = typed.trim();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ name }: Entry) => words.every((word) => name.toLowerCase().includes(word));
  const pages = PAGE_ENTRIES.filter(matches);
  const actions = ACTIONS.filter(matches);
  if (words.length === 0) return [...actions, ...pages];
  const href = `/models?${new URLSearchParams({ q: text })}`;
  const searchAll: Entry = { kind: "model", name: `Search all models for “${text}”`, icon: "search", act: href };
  const namesPage = pages.some(
    ({ name }) => text.length >= MIN_PAGE_LETTERS && name.toLowerCase().startsWith(text.toLowerCase()),
  );
  if (!index) return namesPage ? [...pages, searchAll, ...actions] : [searchAll, ...actions, ...pages];
  const namesOf = ({ slug, name, aliases }: IndexedGateway) => [slug, name.toLowerCase(), ...aliases];
  const gateways = index.gateways.filter((gateway) =>
    namesOf(gateway).some((name) => name.startsWith(text.toLowerCase())),
  );
  const namesGateway = gateways.some((gateway) => namesOf(gateway).includes(text.toLowerCase()));
  const { query } = foldTyped({ ...EMPTY_QUERY, q: typed });
  const { models, offers } = search(index, query, today);
  const rows = [...models.subarray(0, MAX_MODELS)].map((m, i) => rowOf(index, m, offers[i] ?? 0));
  const found = [...rows.map(modelEntry), searchAll];
  const onModel = rows[0] ? modelActions(rows[0]) : [];
  const targets = [...gateways.map(gatewayEntry), ...pages];
  return namesPage || namesGateway
    ? [...targets, ...found, ...onModel, ...actions]
    : [...found, ...onModel, ...actions, ...targets];
}

function gatewayEntry({ slug, name }: IndexedGateway): Entry {
  return { kind: "page", name, icon: "server", logo: slug, note: "Gateway", act: `/gateways/${slug}` };
}

function modelEntry(row: ModelRow): Entry {
  const price = shownPrice(row.priceIn, row.priceState, row.priceDoubt);
  const both = price.figure && row.priceIn !== null && row.priceOut !== null;
  return {
    kind: "model",
    name: row.name,
    icon: "layers",
    logo: row.author,
    note: `${authorLabel(row.author)}, ${countOf(row.gateways.length, "gateway")}`,
    ...(both && { end: `$${cellPrice(row.priceIn ?? 0)} / $${cellPrice(row.priceOut ?? 0)}` }),
    ...(!price.figure && price.text !== "–" && { end: price.text }),
    act: modelPath(row.id),
  };
}

function modelActions({ id, name }: ModelRow): Entry[] {
  return [
    {
      kind: "action",
      name: `Chat with ${name}`,
      icon: "message-circle",
      act: `/chat?${new URLSearchParams({ model: id })}`,
    },
    { kind: "action", name: `Compare ${name}`, icon: "columns-3", act: () => compared.toggle(id) },
    { kind: "action", name: `Copy model ID ${id}`, icon: "copy", act: () => void copyText(id, `Copied ${id}`) },
  ];
}
