import type { FactValues } from "@/lib/contract/facts";

interface HubRow {
  safetensors: { total: number | null } | null;
  cardData: { license: unknown; license_name: string | null } | null;
  tags: readonly string[];
  downloads: unknown;
  likes: unknown;
  gated: unknown;
}

/** Accepted ratio between the stored parameter count and the size in the name: packed weights have a lower count. */
const PACKED = 1.25;

/** The facts of a model in its Hugging Face row. */
export function hubFacts(row: HubRow, id: string): FactValues {
  const { parameters, active_parameters } = sizeInName(id);
  const stored = row.safetensors?.total ?? null;
  const packed =
    parameters !== null && stored !== null && (parameters / stored > PACKED || stored / parameters > PACKED);
  const total = packed ? parameters : (stored ?? parameters);
  const license = licenseIn(row);
  return {
    open_weights: true,
    hugging_face_id: id,
    ...(total === null ? {} : { parameters: total }),
    ...(active_parameters === null ? {} : { active_parameters }),
    ...(license === null ? {} : { license }),
    ...(isCount(row.downloads) ? { downloads: rounded(row.downloads) } : {}),
    ...(isCount(row.likes) ? { likes: rounded(row.likes) } : {}),
    ...gatedIn(row.gated),
  };
}

/** The sizes in a name: `Qwen3-235B-A22B`, `gemma-3-270m`; null when there is none, or for a mixture like `8x7B`. */
export function sizeInName(id: string): { parameters: number | null; active_parameters: number | null } {
  const name = id.slice(id.lastIndexOf("/") + 1);
  const sizeOf = (match: RegExpExecArray | null) => {
    const [, figure, unit] = match ?? [];
    if (figure === undefined) return null;
    const scale = { m: 1e6, b: 1e9, t: 1e12 }[unit?.toLowerCase() as "m" | "b" | "t"];
    return Math.round(Number(figure) * scale);
  };
  const active = sizeOf(/[-_]a(\d+(?:\.\d+)?)(b|m)(?![a-z0-9])/i.exec(name));
  const total = sizeOf(/(?:^|[-_])(\d+(?:\.\d+)?)(t|b|m)(?![a-z0-9])/i.exec(name));
  return { parameters: total, active_parameters: active };
}

/** The license in the card, the name of a custom one, or the license tag. */
function licenseIn({ cardData, tags }: HubRow): string | null {
  const [first] = [cardData?.license].flat();
  const stated = typeof first === "string" && first.trim() !== "" ? first.trim() : null;
  const tagged = tags.find((tag) => tag.startsWith("license:"))?.slice("license:".length) || null;
  const license = (stated ?? tagged)?.toLowerCase() ?? null;
  if (license === "unknown") return null;
  return license === "other" ? (cardData?.license_name?.toLowerCase() ?? license) : license;
}

function gatedIn(gated: unknown): FactValues {
  if (gated === false) return { gated: "no" };
  if (gated === true) return { gated: "manual" };
  return typeof gated === "string" && gated !== "" ? { gated } : {};
}

/** Rounds to two digits, so that not every download is a change. */
function rounded(count: number): number {
  return Number(count.toPrecision(2));
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
