import { FACT_NAMES, type FactName } from "@/lib/contract/fact-names";
import type { Fact, ModelFacts, SourcedValue } from "@/lib/contract/facts";
import type { Offer } from "@/lib/contract/offer";

const MAX_OTHERS = 4;

type Sourced = Pick<Offer, "gateway" | "facts" | "hugging_face_id" | "source" | "reference_facts">;

/** Merges the facts of a model's offers: Hugging Face first, then other gateways, then references. */
export function mergeFacts(offers: readonly Sourced[]): ModelFacts {
  if (!offers.some(hasFacts)) return {};
  const hubFirst = [...offers].sort((a, b) => Number(isHub(b)) - Number(isHub(a)));
  const named = new Map<FactName, SourcedValue[]>();
  const add = (name: FactName, value: SourcedValue["value"], { source, fetched_at }: Offer["source"]) => {
    const values = named.get(name) ?? [];
    named.set(name, values);
    if (!values.some((entry) => same(entry.value, value))) values.push({ value, source, fetched_at });
  };
  for (const { facts = {}, hugging_face_id, source } of hubFirst) {
    for (const name of FACT_NAMES) {
      const value = facts[name];
      if (value !== undefined) add(name, value, source);
    }
    if (hugging_face_id === null) continue;
    add("open_weights", true, source);
    add("hugging_face_id", hugging_face_id, source);
  }
  for (const { reference_facts } of hubFirst) {
    for (const name of FACT_NAMES) {
      const value = reference_facts?.values[name];
      if (reference_facts && value !== undefined) add(name, value, reference_facts.source);
    }
  }
  const facts = FACT_NAMES.flatMap((name): [FactName, Fact][] => {
    const [first, ...others] = named.get(name) ?? [];
    if (!first) return [];
    return [[name, others.length > 0 ? { ...first, others: others.slice(0, MAX_OTHERS) } : first]];
  });
  return Object.fromEntries(facts);
}

function hasFacts({ facts, hugging_face_id, reference_facts }: Sourced): boolean {
  if (hugging_face_id !== null || reference_facts !== undefined) return true;
  for (const _ in facts) return true;
  return false;
}

/** The fact if it is text, otherwise null. */
export function textFact(facts: ModelFacts | undefined, name: FactName): string | null {
  const value = facts?.[name]?.value;
  return typeof value === "string" ? value : null;
}

/** The fact if it is a number, otherwise null. */
export function numberFact(facts: ModelFacts | undefined, name: FactName): number | null {
  const value = facts?.[name]?.value;
  return typeof value === "number" ? value : null;
}

/** When a model was first seen; null when an offer predates our records and nothing older is known. */
export function firstSeen(offers: readonly Pick<Offer, "first_seen">[]): string | null {
  const days = offers.flatMap(({ first_seen }) => first_seen ?? []).sort();
  const [first] = days;
  if (first === undefined) return null;
  // A date without a time comes from the built-in catalog, which predates every sync.
  return days.length === offers.length || first.length === 10 ? first : null;
}

function isHub({ gateway }: Sourced): boolean {
  return gateway === "huggingface";
}

function same(a: SourcedValue["value"], b: SourcedValue["value"]): boolean {
  const plain = (value: SourcedValue["value"]) => JSON.stringify(value).toLowerCase();
  return plain(a) === plain(b);
}
