import { firstPartyAuthor } from "@/lib/models/identity/authors";
import { identify } from "@/lib/models/identity/identify";
import { compareCodeUnits } from "@/lib/models/ids";
import { isChat } from "./facts";
import type { Merged } from "./merge";
import type { Release } from "./models-dev";
import { MODELS_DEV, PI_AI, SOURCES } from "./sources";

/** Adds facts that models.dev only states for another service of the same model. */
export function withReleases(offers: readonly Merged[], releases: readonly Release[]): Merged[] {
  const names = releases.map(({ provider, id }) => ({ gateway: provider, id }));
  const known = identify([...names, ...offers.map(({ gateway, id }) => ({ gateway, id }))]);
  const byModel = new Map<string, Release[]>();
  releases.forEach((release, i) => {
    const key = known[i]?.key ?? "";
    byModel.set(key, [...(byModel.get(key) ?? []), release]);
  });
  return offers.map((offer, i) => {
    const key = known[names.length + i]?.key ?? "";
    const agreed = <T extends string | boolean>(read: (release: Release) => T | null) =>
      agreedValue(byModel.get(key) ?? [], key.slice(0, key.indexOf("/")), read);
    const {
      release_date = agreed((r) => r.release_date) ?? namedDay(offer),
      open_weights = agreed((r) => r.open_weights),
    } = offer.facts;
    const { knowledge_cutoff = agreed((r) => r.knowledge) } = offer.facts;
    const facts = {
      ...(release_date === null ? {} : { release_date }),
      ...(knowledge_cutoff === null ? {} : { knowledge_cutoff }),
      ...(open_weights === null ? {} : { open_weights }),
    };
    return { ...offer, facts: { ...offer.facts, ...facts } };
  });
}

/** Whether more than an offer's name is known: for image models, the newest list has neither limits nor prices. */
export function isKnown(offer: Merged): boolean {
  return isChat(offer) || offer.sources.some((source) => source !== PI_AI) || offer.facts.release_date !== undefined;
}

/** The date in an ID, for a release that only the newest list has: "1017" is October 17 of its year. */
function namedDay({ id, sources }: Merged): string | null {
  const [, month, day] = /-(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=$|:|-[a-z]+$)/.exec(id) ?? [];
  const { as_of } = SOURCES[PI_AI];
  if (month === undefined || sources.some((source) => source !== PI_AI)) return null;
  const named = `${as_of.slice(0, 4)}-${month}-${day}`;
  return named > SOURCES[MODELS_DEV].as_of && named <= as_of ? named : null;
}

/** The value at the author's own service, else the most frequent one, else the smallest. */
function agreedValue<T extends string | boolean>(
  releases: readonly Release[],
  author: string,
  read: (release: Release) => T | null,
): T | null {
  const own = releases.filter((release) => firstPartyAuthor(release.provider) === author && read(release) !== null);
  const from = own.length > 0 ? own : releases;
  const counts = new Map<T, number>();
  for (const release of from) {
    const value = read(release);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || compareCodeUnits(String(a), String(b)));
  return ranked[0]?.[0] ?? null;
}
