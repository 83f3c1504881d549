import { z } from "zod";
import type { Architecture } from "@/lib/contract/offer";
import { UNKNOWN_PRICE } from "@/lib/models/price";
import { parametersOf, way } from "./capabilities";
import { openAiCompatible } from "./openai-compatible";
import { tokenNext } from "./paging";
import { count, flag, text, words } from "./rows";

/** Google's Gemini API. Names carry a `models/` that is no part of the id; no prices. */
export const google = openAiCompatible({
  slug: "google",
  name: "Google",
  hue: 25,
  key: { env: "GEMINI_API_KEY", required: true, headers: (key) => ({ "x-goog-api-key": key }) },
  hosts: { list: { env: "GOOGLE_BASE_URL", url: "https://generativelanguage.googleapis.com" } },
  chat: {
    path: "/v1beta/openai/chat/completions",
    headers: (key) => ({ authorization: `Bearer ${key}` }),
  },
  path: "/v1beta/models?pageSize=1000",
  envelope: "models",
  next: tokenNext,
  id: ({ name }) => (typeof name === "string" ? name.replace(/^models\//, "") : null),
  row: z.object({
    displayName: text,
    inputTokenLimit: count,
    outputTokenLimit: count,
    supportedGenerationMethods: words,
    thinking: flag,
  }),
  facts: (row, id) => ({
    ...UNKNOWN_PRICE,
    name: row.displayName ?? id,
    owned_by: "google",
    context_length: row.inputTokenLimit,
    max_output_length: row.outputTokenLimit,
    architecture: architectureOf(row.supportedGenerationMethods, id),
    supported_parameters: parametersOf(row.thinking ? ["thinking"] : []),
  }),
});

/** The methods tell chat from embedding; what a chat model takes and gives besides text only its id tells. */
function architectureOf(methods: readonly string[], id: string): Architecture | null {
  if (methods.includes("generateContent") || methods.includes("bidiGenerateContent")) {
    if (/-tts\b/.test(id)) return way("text", "audio");
    if (/native-audio|-live\b/.test(id)) return way("text+audio+video", "text+audio");
    const gemini = id.startsWith("gemini-");
    return way(gemini ? "text+image+audio+video" : "text", /-image\b/.test(id) ? "text+image" : "text");
  }
  if (methods.some((method) => /embed/i.test(method))) return way("text", "embedding");
  if (methods.includes("predictLongRunning")) return way("text+image", "video");
  if (methods.includes("predict")) return way("text", "image");
  return methods.includes("generateAnswer") ? way("text", "text") : null;
}
