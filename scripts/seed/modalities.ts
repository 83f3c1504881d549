import type { Architecture } from "@/lib/contract/offer";
import { modalityArchitecture } from "@/lib/server/providers/capabilities";

/** Architectures implied by the IDs of offers that are not chat models. */
const BY_ID: readonly (readonly [RegExp, Architecture])[] = [
  [/whisper/i, modalityArchitecture("audio", "text")],
  [/(^|[-/])tts($|-)/i, modalityArchitecture("text", "audio")],
  [/grok-voice|native-audio/i, modalityArchitecture("text+audio", "text+audio")],
  [/lyria/i, modalityArchitecture("text", "audio")],
  [/omni-flash/i, modalityArchitecture("text+image+audio+video", "text+video")],
  [/rerank/i, modalityArchitecture("text", "rerank")],
  [/embed/i, modalityArchitecture("text", "embedding")],
  [/(^|\/)flux/i, modalityArchitecture("text", "image")],
];

/** The architecture implied by an ID, otherwise null. */
export function architectureOfId(id: string): Architecture | null {
  return BY_ID.find(([pattern]) => pattern.test(id))?.[1] ?? null;
}

/** The architecture of a kind of model that accepts `input`; an unknown kind is used as the output. */
export function architectureOfKind(kind: string, input: string): Architecture {
  if (kind === "chat") return modalityArchitecture(input, "text");
  if (kind === "stt") return modalityArchitecture("audio", "text");
  if (kind === "tts") return modalityArchitecture("text", "audio");
  return modalityArchitecture(input, kind);
}
