import { z } from "zod";
import type { Architecture } from "@/lib/contract/offer";
import { UNKNOWN_PRICE } from "@/lib/models/price";
import { modalityArchitecture } from "./capabilities";
import { openAiCompatible } from "./openai-compatible";
import { tokenNext } from "./paging";
import { count, flag, text, words } from "./rows";

const Row = z.object({
  displayName: text,
  inputTokenLimit: count,
  outputTokenLimit: count,
  supportedGenerationMethods: words,
  thinking: flag,
});
type Row = z.infer<typeof Row>;

/** Google's Gemini API. IDs exclude the prefix `models/` of names; there are no prices. */
export const google = openAiCompatible({
  slug: "google",
  name: "Google",
  hue: 25,
  key: { env: "GEMINI_API_KEY", required: true, headers: (key) => ({ "x-goog-api-key": key }) },
  hosts: { list: { env: "GOOGLE_BASE_URL", url: "https://generativelanguage.googleapis.com" } },
  chat: {
    path: "/v1beta/openai/chat/completions",
    lacks: ["completions"],
    headers: (key) => ({ authorization: `Bearer ${key}` }),
  },
  path: "/v1beta/models?pageSize=1000",
  envelope: "models",
  next: tokenNext,
  id: ({ name }) => (typeof name === "string" ? name.replace(/^models\//, "") : null),
  row: Row,
  facts: (row, id) => ({
    ...UNKNOWN_PRICE,
    name: row.displayName ?? id,
    owned_by: "google",
    context_length: row.inputTokenLimit,
    max_output_length: row.outputTokenLimit,
    architecture: architectureOf(row.supportedGenerationMethods, id),
    supported_parameters: parametersIn(row, id),
    lacks: row.thinking === false ? ["reasoning"] : [],
  }),
});

const MULTIMODAL = "text+image+audio+video+file";
const PICTURES = /-image\b|nano-banana/;
const MUSIC = /^lyria/;
const SPEECH = /-tts\b/;
/** Gemini Embedding has inputs other than text from its second generation on. */
const EMBEDS_ALL = /^gemini-embedding-(?:[2-9]|\d\d)(?:\.\d+)?(?:-|$)/;

/**
 * The methods distinguish chat from embedding; further modalities of chat models come from the documentation, by name.
 */
function architectureOf(methods: readonly string[], id: string): Architecture | null {
  if (methods.includes("generateContent")) return generates(id);
  // Live sockets respond with audio and don't support chat.
  if (methods.some((method) => /^bidi/i.test(method)))
    return MUSIC.test(id) ? modalityArchitecture("text", "audio") : modalityArchitecture("text+audio+video", "audio");
  if (methods.some((method) => /embed/i.test(method)))
    return modalityArchitecture(EMBEDS_ALL.test(id) ? MULTIMODAL : "text", "embedding");
  if (methods.includes("predictLongRunning")) return modalityArchitecture("text+image", "video");
  if (methods.includes("predict")) return modalityArchitecture("text", MUSIC.test(id) ? "audio" : "image");
  return methods.includes("generateAnswer") ? modalityArchitecture("text", "text") : null;
}

function generates(id: string): Architecture {
  if (MUSIC.test(id)) return modalityArchitecture("text+image", "audio");
  if (SPEECH.test(id)) return modalityArchitecture("text", "audio");
  if (PICTURES.test(id)) return modalityArchitecture("text+image", "text+image");
  if (/native-audio|-live\b/.test(id)) return modalityArchitecture("text+audio+video", "audio");
  if (/computer-use/.test(id)) return modalityArchitecture("text+image", "text");
  if (/^gemma/.test(id)) return gemma(id);
  return /^gemini/.test(id)
    ? modalityArchitecture(MULTIMODAL, "text")
    : { input_modalities: [], output_modalities: ["text"] };
}

/**
 * Gemma has image input from its third generation on, except the smallest; the small ones of later generations also
 * have audio.
 */
function gemma(id: string): Architecture {
  const generation = Number(/^gemma-(\d+)/.exec(id)?.[1] ?? 0);
  if (generation < 3 || /^gemma-3-(1b|270m)\b/.test(id)) return modalityArchitecture("text", "text");
  const takesAudio = /^gemma-\d+n?-e\d+b\b/.test(id);
  return modalityArchitecture(takesAudio ? "text+image+audio" : "text+image", "text");
}

/** Parameters that Gemini's documentation states for all chat models; the list itself only states thinking. */
function parametersIn({ supportedGenerationMethods, thinking }: Row, id: string): string[] {
  const reasoning = thinking ? ["reasoning"] : [];
  const chats = supportedGenerationMethods.includes("generateContent") && /^gemini/.test(id);
  if (!chats || [PICTURES, SPEECH, MUSIC, /native-audio|-live\b/].some((kind) => kind.test(id))) return reasoning;
  return ["tools", "tool_choice", "response_format", "structured_outputs", ...reasoning];
}
