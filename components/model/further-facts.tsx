import { FactList, FactRow } from "@/components/ui/fact";
import { FACT_NAMES, type FactName } from "@/lib/contract/fact-names";
import type { Fact as FactValue } from "@/lib/contract/facts";
import type { Model } from "@/lib/contract/model";
import { missingCapabilities } from "@/lib/models/capabilities";
import { countText, dayText, sizeText } from "@/lib/models/format";
import { primaryOffers } from "@/lib/models/primary-offers";
import { capabilityWords } from "./capability-words";

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
  aliases: "Other IDs",
};

/** Further facts of a model, each with its source, its date, and differing values of other sources. */
export function FurtherFacts({ model }: { model: Model }) {
  const { facts = {}, first_seen, architecture } = model;
  const stated = FACT_NAMES.flatMap((name) => (facts[name] ? [[name, facts[name]] as const] : []));
  const { denied, unlisted } = missingCapabilities(primaryOffers(model.offers));
  return (
    <FactList>
      <FactRow name="Input">{sentence(architecture.input_modalities)}</FactRow>
      <FactRow name="Output">{sentence(architecture.output_modalities)}</FactRow>
      {denied.length > 0 && <FactRow name="Not supported">{capabilityWords(denied)}</FactRow>}
      {unlisted.length > 0 && (
        <FactRow name="Not listed" title="No gateway says whether it is supported">
          {capabilityWords(unlisted)}
        </FactRow>
      )}
      {stated.map(([name, fact]) => (
        <FactRow key={name} name={NAMES[name]} title={titleOf(fact)} source={noteOf(name, fact)}>
          {shownValue(name, fact.value)}
        </FactRow>
      ))}
      {first_seen && (
        <FactRow name="First seen here" title={first_seen}>
          {dayText(Date.parse(first_seen))}
        </FactRow>
      )}
    </FactList>
  );
}

/** "Text, image". */
function sentence(words: readonly string[]): string {
  const text = words.join(", ") || "not listed";
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function shownValue(name: FactName, value: FactValue["value"]) {
  if (name === "hugging_face_id" && typeof value === "string") {
    const address = `https://huggingface.co/${value.split("/").map(encodeURIComponent).join("/")}`;
    return (
      <a href={address} rel="nofollow noopener" className="text-accent hover:underline">
        {value}
      </a>
    );
  }
  return factText(name, value);
}

function factText(name: FactName, value: FactValue["value"]): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return name.endsWith("parameters") ? sizeText(value) : countText(value);
  if (Array.isArray(value)) return name === "reasoning_efforts" ? sentence(value) : value.join(", ");
  return /^\d{4}-\d\d-\d\d$/.test(value) ? dayText(Date.parse(value)) : value;
}

function titleOf({ source, fetched_at }: FactValue): string {
  return `According to ${source}, ${fetched_at}`;
}

/** The source of a fact, and differing values of other sources. */
function noteOf(name: FactName, { source, others = [] }: FactValue): string {
  const different = others.map((other) => `${factText(name, other.value)} (${shortSource(other.source)})`);
  const also = different.length > 0 ? `. Other sources: ${[...new Set(different)].join(", ")}` : "";
  return `From ${shortSource(source)}${also}`;
}

/** A source without package names: "models.dev" for "models.dev (@kilocode/cli 7.7.9)". */
function shortSource(source: string): string {
  return source.replaceAll(/ \([^)]*\)/g, "").replaceAll(/@[\w-]+\//g, "");
}
