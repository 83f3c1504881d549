import { FACT_NAMES, type FactName } from "@/lib/contract/fact-names";
import type { Fact as FactValue } from "@/lib/contract/facts";
import type { Model } from "@/lib/contract/model";
import { countText, dayText, sizeText } from "@/lib/models/format";
import { Fact } from "./fact";

/** What facts are called; the repository is the link of its own. */
const NAMES: Record<FactName, string> = {
  knowledge_cutoff: "Knowledge cutoff",
  release_date: "Release date",
  open_weights: "Open weights",
  license: "License",
  parameters: "Parameters",
  active_parameters: "Active parameters",
  hugging_face_id: "Hugging Face",
  downloads: "Downloads",
  likes: "Likes",
  gated: "Gated",
  reasoning_efforts: "Reasoning efforts",
  default_reasoning_effort: "Default effort",
  voices: "Voices",
  moderated: "Moderated",
  aliases: "Aliases",
};

/** What is known of a model beyond its figures: each fact with its source, its date, and what other sources say. */
export function FurtherFacts({ model }: { model: Model }) {
  const { facts = {}, first_seen } = model;
  const known = FACT_NAMES.flatMap((name) => (facts[name] ? [[name, facts[name]] as const] : []));
  if (known.length === 0 && !first_seen) return null;
  return (
    <section aria-label="Further facts" className="mt-6">
      <dl className="flex flex-wrap gap-x-7 gap-y-3">
        {known.map(([name, fact]) => (
          <Fact key={name} name={NAMES[name]} title={titleOf(fact)} note={noteOf(name, fact)}>
            {shownValue(name, fact.value)}
          </Fact>
        ))}
        {first_seen && (
          <Fact name="First seen here" title={first_seen}>
            {dayText(Date.parse(first_seen))}
          </Fact>
        )}
      </dl>
    </section>
  );
}

function shownValue(name: FactName, value: FactValue["value"]) {
  if (name === "hugging_face_id" && typeof value === "string") {
    const address = `https://huggingface.co/${value.split("/").map(encodeURIComponent).join("/")}`;
    return (
      <a href={address} rel="nofollow noopener">
        {value}
      </a>
    );
  }
  return factText(name, value);
}

function factText(name: FactName, value: FactValue["value"]): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return name.endsWith("parameters") ? sizeText(value) : countText(value);
  return Array.isArray(value) ? value.join(", ") : value;
}

function titleOf({ source, fetched_at }: FactValue): string {
  return `according to ${source}, ${fetched_at}`;
}

function noteOf(name: FactName, { source, others = [] }: FactValue): string {
  return [source, ...others.map((other) => `${other.source}: ${factText(name, other.value)}`)].join("; ");
}
