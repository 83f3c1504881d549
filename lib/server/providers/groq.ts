import { z } from "zod";
import { UNKNOWN_PRICE } from "@/lib/models/price";
import { way } from "./capabilities";
import { ACTIVE } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, flag } from "./rows";

/** Groq. No prices and no abilities: what a model takes and gives only its id tells. */
export const groq = openAiCompatible({
  slug: "groq",
  name: "Groq",
  hue: 45,
  key: bearer("GROQ_API_KEY", "required"),
  hosts: { list: { env: "GROQ_BASE_URL", url: "https://api.groq.com" } },
  chat: { path: "/openai/v1/chat/completions" },
  path: "/openai/v1/models",
  row: z.object({ active: flag, context_window: count, max_completion_tokens: count }),
  facts: (row, id) => ({
    ...UNKNOWN_PRICE,
    ...(row.active === false ? { state: "inactive" as const, state_note: "switched off at Groq" } : ACTIVE),
    context_length: row.context_window,
    max_output_length: row.max_completion_tokens,
    architecture: architectureOf(id),
  }),
});

function architectureOf(id: string) {
  if (/whisper/i.test(id)) return way("audio", "text");
  return way("text", /\b(tts|orpheus)\b/i.test(id) ? "audio" : "text");
}
