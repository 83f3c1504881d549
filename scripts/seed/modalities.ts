import type { Architecture } from "@/lib/contract/offer";
import { way } from "@/lib/server/providers/capabilities";

/** Architectures implied by the IDs of offers that are not chat models. */
const BY_ID: readonly (readonly [RegExp, Architecture])[] = [
  [/whisper/i, way("audio", "text")],
  [/(^|[-/])tts($|-)/i, way("text", "audio")],
  [/grok-voice|native-audio/i, way("text+audio", "text+audio")],
  [/lyria/i, way("text", "audio")],
  [/omni-flash/i, way("text+image+audio+video", "text+video")],
  [/rerank/i, way("text", "rerank")],
  [/embed/i, way("text", "embedding")],
  [/(^|\/)flux/i, way("text", "image")],
];

/** The architecture implied by an ID, otherwise null. */
export function architectureOfId(id: string): Architecture | null {
  return BY_ID.find(([pattern]) => pattern.test(id))?.[1] ?? null;
}

/** The architecture of a kind of model that accepts `input`; an unknown kind is used as the output. */
export function architectureOfKind(kind: string, input: string): Architecture {
  if (kind === "chat") return way(input, "text");
  if (kind === "stt") return way("audio", "text");
  if (kind === "tts") return way("text", "audio");
  return way(input, kind);
}
