import type { Offer } from "@/lib/contract/offer";
import type { Groups } from "@/lib/models/build";
import { readCapabilities } from "@/lib/models/capabilities";
import { withoutDisputedInputs } from "@/lib/models/disputed-inputs";
import { type Group, groupByModel } from "@/lib/models/group";
import type { Nameable } from "@/lib/models/identity/identify";
import type { GivenId } from "@/lib/models/identity/name-models";
import type { OfferGroup } from "@/lib/models/merge";
import type { GatewayRow, OfferRow } from "../db/catalog";
import type { Embedded } from "./embedded";
import { pastOffer } from "./past";
import { REFERENCE_NAME, type Reference } from "./reference";
import { withListPrice, withReference } from "./with-reference";

/** An offer to group: built-in ones parsed, stored ones still as JSON, past ones with their last date. */
type Item = Nameable & ({ offer: Offer } | { row: OfferRow } | { last_seen: string | null });

/** All offers of the catalog grouped by model, sorted by ID; a group is parsed when it is read. */
interface Collected extends Groups {
  /** The models' IDs, to be stored. */
  readonly names: readonly GivenId[];
  /** Models that no gateway lists any more. */
  readonly past: readonly OfferGroup[];
}

interface CollectInput {
  embedded: Embedded;
  stored: readonly OfferRow[];
  /** Slugs of this process's gateways. Offers of others, which an earlier one has stored, are left out. */
  slugs: ReadonlySet<string>;
  gateways: ReadonlyMap<string, GatewayRow>;
  /** IDs assigned to models before. */
  assigned?: readonly GivenId[];
  reference?: Reference | null;
}

/** Groups the stored and the built-in offers. */
export function collectOffers(input: CollectInput): Collected {
  const { embedded, assigned = [], reference = null } = input;
  const lists = new Map(embedded.offers.map((offer) => [`${offer.gateway} ${offer.id}`, offer]));
  const all = groupByModel(itemsOf(input), { names: embedded.offers, assigned });
  const isListed = ({ members }: Group<Item>) => members.some(({ item }) => !item.past);
  const groups = all.filter(isListed);
  const read = (item: Item) => {
    if ("last_seen" in item) return pastOffer(item, embedded.asOf);
    const offer = "offer" in item ? item.offer : readStored(item.row);
    if (offer.source.source === REFERENCE_NAME) return offer;
    const key = `${offer.gateway} ${offer.id}`;
    return withReference(withListPrice(offer, [lists.get(key), reference?.offers.get(key)]), reference);
  };
  return {
    length: groups.length,
    names: groups.map(givenId),
    past: all
      .filter((group) => !isListed(group))
      .map(({ id, aliases, members }) => {
        return { id, aliases, offers: members.map(({ item, identity }) => ({ ...read(item), identity })) };
      }),
    *[Symbol.iterator]() {
      for (const { id, aliases, members: everybody } of groups) {
        const members = everybody.filter(({ item }) => !item.past);
        const claimed = members.map(({ item, identity }) => ({ ...read(item), identity }));
        const offers = withoutDisputedInputs(claimed, (i) => "row" in (members[i]?.item ?? {}));
        const [firstSeen = embedded.asOf] = members.map(({ item }) => seenAt(item) || embedded.asOf).sort();
        yield { id, aliases, offers, firstSeen };
      }
    },
  };
}

/** All offers, each from its best source. */
function itemsOf(input: CollectInput): Item[] {
  const { embedded, stored, slugs, gateways, reference } = input;
  const live = new Set(stored.map((row) => `${row.gateway} ${row.native_id}`));
  const shipped = embedded.offers.filter(
    (o) => !gateways.get(o.gateway)?.replaced_embedded && !live.has(`${o.gateway} ${o.id}`),
  );
  const named = new Set([...live, ...shipped.map((o) => `${o.gateway} ${o.id}`)]);
  // Reference offers are used only for gateways that have never been synced.
  const referred = [...(reference?.offers ?? [])].flatMap(([key, offer]) =>
    gateways.get(offer.gateway)?.synced_at || named.has(key) ? [] : offer,
  );
  const past = (embedded.past ?? []).filter((o) => !named.has(`${o.gateway} ${o.id}`));
  const items: Item[] = [
    ...past.map((offer) => ({ ...offer, past: true })),
    ...referred.map((offer) => ({ ...nameOf(offer), offer })),
    ...shipped.map((offer) => ({ ...nameOf(offer), offer })),
    ...stored.map((row) => ({ ...nameOfStored(row), row })),
  ];
  return items.filter(({ gateway }) => slugs.has(gateway));
}

const seenAt = (item: Item) => ("row" in item ? item.row.first_seen_at : null);

function nameOf({ gateway, id, name, hugging_face_id, architecture, facts }: Offer): Nameable {
  const aliases = facts?.aliases ?? [];
  const outputs = () => architecture.output_modalities;
  return { gateway, id, name: () => name, hugging_face_id, aliases, outputs };
}

function nameOfStored({ gateway, native_id, facts }: OfferRow): Nameable {
  const outputs = () => (JSON.parse(facts) as Offer).architecture.output_modalities;
  const name = () => textIn(NAME, facts);
  return {
    gateway,
    id: native_id,
    name,
    hugging_face_id: textIn(REPOSITORY, facts),
    aliases: aliasesOf(facts),
    outputs,
  };
}

function givenId({ id, key, members }: Group<Item>): GivenId {
  const first = members.find(({ item }) => !item.past);
  return { id, model_key: key, gateway: first?.item.gateway ?? "", native_id: first?.item.id ?? "" };
}

/** Read without parsing the row; within a JSON string, their quotes would be escaped. */
const REPOSITORY = /"hugging_face_id":("(?:[^"\\]|\\.)*")/;
const NAME = /"name":("(?:[^"\\]|\\.)*")/;

function textIn(field: RegExp, facts: string): string | null {
  const json = field.exec(facts)?.[1];
  return json === undefined ? null : (JSON.parse(json) as string);
}

/** The other IDs in a row, read without parsing it. */
function aliasesOf(facts: string): string[] {
  const json = /"aliases":(\[(?:"(?:[^"\\]|\\.)*",?)*\])/.exec(facts)?.[1];
  return json === undefined ? [] : (JSON.parse(json) as string[]);
}

function readStored(row: OfferRow): Offer {
  const facts = JSON.parse(row.facts) as Omit<Offer, "source" | "capabilities"> & Partial<Pick<Offer, "capabilities">>;
  const offer: Offer = {
    ...facts,
    // Rows stored by older versions only have parameters.
    capabilities: facts.capabilities ?? readCapabilities(facts),
    first_seen: row.first_seen_at || null,
    source: { source: row.source, fetched_at: row.fetched_at },
  };
  if (row.gone_at !== null) {
    offer.state = "gone";
    offer.state_note = `no longer listed since ${row.gone_at.slice(0, 10)}`;
  }
  return offer;
}
