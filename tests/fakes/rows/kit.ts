import { perToken } from "@/lib/models/price";
import type { Work } from "./works";

/** Writes the i-th row of a gateway. */
export type Shape = (work: Work, i: number) => Record<string, unknown>;

const OUTPUTS = { embedding: "embedding", rerank: "rerank", image: "image", speech: "audio" } as const;
const isPlain = (w: Work) => ["chat", "reasoning", "code", "vision", "guard"].includes(w.kind);
/** What it takes. */
export const inputs = (w: Work) =>
  w.kind === "vision" ? ["text", "image"] : [w.kind === "transcription" ? "audio" : "text"];
/** What it gives. */
export const outputs = (w: Work) => [w.kind in OUTPUTS ? OUTPUTS[w.kind as keyof typeof OUTPUTS] : "text"];
/** Both, as `text+image->text`. */
export const arrow = (w: Work) => `${inputs(w).join("+")}->${outputs(w).join("+")}`;
/** USD per 1M tokens as a string in USD per token. */
export const token = (usd: number) => perToken(usd) ?? "0";
/** Its name as the last part of an address. */
export const slug = (w: Work) => w.name.toLowerCase();
/** A price as this gateway asks it: the same model costs up to a third more or less elsewhere. */
export const asked = (usd: number, w: Work, place: number) =>
  Number((usd * (0.7 + ((w.dice >> place) % 7) / 10)).toPrecision(3));

/** What a chat model can do, by the commonest names. */
export function features(w: Work): string[] {
  if (!isPlain(w) || w.kind === "guard") return [];
  const rolled = ["tools", "json_mode", "structured_outputs"].filter((_, bit) => (w.dice >> bit) % 4 !== 0);
  return w.kind === "reasoning" ? [...rolled, "reasoning"] : rolled;
}
