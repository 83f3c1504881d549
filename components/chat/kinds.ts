import type { ChatTarget, MessageContent } from "@/lib/contract/conversation";
import { lookup } from "@/lib/contract/lookup";
import type { Model } from "@/lib/contract/model";

/** Kinds of attachments, by the names of input modalities. */
const KINDS = ["image", "audio", "file"] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_WORDS: Record<Kind, string> = { image: "images", audio: "audio", file: "PDF" };

const KIND_OF_PART: Record<string, Kind> = lookup({ image_url: "image", input_audio: "audio", file: "file" });

export function kindsIn(contents: readonly MessageContent[]): Kind[] {
  const kinds = new Set<Kind>();
  for (const content of contents)
    if (typeof content !== "string")
      for (const { type } of content) {
        const kind = KIND_OF_PART[type];
        if (kind) kinds.add(kind);
      }
  return [...kinds];
}

/** The kinds that all targets accept, at the chosen gateway or at any gateway of the model. */
export function acceptedBy(targets: readonly ChatTarget[], models: ReadonlyMap<string, Model>): Kind[] {
  return KINDS.filter((kind) => targets.length > 0 && targets.every((target) => accepts(target, models, kind)));
}

interface Refusable {
  kinds: Iterable<Kind>;
  targets: readonly ChatTarget[];
  models: ReadonlyMap<string, Model>;
  nameOf: (gateway: string) => string;
}

/** A sentence without its period for each kind, with the targets that do not accept it. */
export function refusals({ kinds, targets, models, nameOf }: Refusable): string[] {
  return [...kinds].flatMap((kind) => {
    const names = targets
      .filter((target) => models.has(target.model) && !accepts(target, models, kind))
      .map(({ model, gateway }) => (models.get(model)?.name ?? model) + (gateway ? ` on ${nameOf(gateway)}` : ""));
    if (names.length === 0) return [];
    return `${names.join(" and ")} ${names.length === 1 ? "doesn’t" : "don’t"} accept ${KIND_WORDS[kind]}`;
  });
}

function accepts({ model, gateway }: ChatTarget, models: ReadonlyMap<string, Model>, kind: Kind): boolean {
  const offers = models.get(model)?.offers.filter((offer) => !gateway || offer.gateway === gateway) ?? [];
  return offers.some(({ architecture }) => architecture.input_modalities.includes(kind));
}

export function acceptsEffort({ model, gateway }: ChatTarget, models: ReadonlyMap<string, Model>): boolean {
  const offers = models.get(model)?.offers.filter((offer) => !gateway || offer.gateway === gateway) ?? [];
  return offers.some(({ supported_parameters }) =>
    supported_parameters.some((name) => name === "reasoning_effort" || name === "reasoning"),
  );
}
