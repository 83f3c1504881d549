import { z } from "zod";
import type { Architecture } from "@/lib/contract/offer";
import { UNIT } from "@/lib/models/price";
import { featured, listedArchitecture, modalityArchitecture } from "./capabilities";
import { ACTIVE } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, fields, flag, prices, repository, words } from "./rows";
import { statedPrice } from "./stated-price";

const Row = z.object({
  active: flag,
  context_window: count,
  context_length: count,
  max_completion_tokens: count,
  max_output_length: count,
  input_modalities: words,
  output_modalities: words,
  pricing: prices,
  supported_features: fields,
  hugging_face_id: repository,
});

/** Groq. Prices are strings in USD per token; older versions of its list have neither prices nor modalities. */
export const groq = openAiCompatible({
  slug: "groq",
  name: "Groq",
  hue: 45,
  key: bearer("GROQ_API_KEY", "required"),
  hosts: { list: { env: "GROQ_BASE_URL", url: "https://api.groq.com" } },
  chat: {
    path: "/openai/v1/chat/completions",
    lacks: ["completions"],
    native: { responses: "/openai/v1/responses" },
    withoutInner: ["reasoning_content"],
  },
  path: "/openai/v1/models",
  row: Row,
  facts: (row, id) => {
    const architecture = listedArchitecture(row.input_modalities, row.output_modalities) ?? architectureOf(id);
    return {
      ...statedPrice(row.pricing, UNIT.usdPerToken),
      ...(row.active === false ? { state: "inactive" as const, state_note: "switched off on Groq" } : ACTIVE),
      context_length: row.context_window ?? row.context_length,
      max_output_length: row.max_completion_tokens ?? row.max_output_length,
      ...featured(row.supported_features, architecture),
      ways: {
        inputs: row.input_modalities.length > 0 ? row.input_modalities : architecture.input_modalities,
        outputs: row.output_modalities.length > 0 ? row.output_modalities : architecture.output_modalities,
      },
      hugging_face_id: row.hugging_face_id,
    };
  },
});

/** The architecture implied by an ID, when the list has none. */
function architectureOf(id: string): Architecture {
  if (/whisper/i.test(id)) return modalityArchitecture("audio", "text");
  if (/\b(tts|orpheus)\b/i.test(id)) return modalityArchitecture("text", "audio");
  return modalityArchitecture(/llama-4|llava|\bvision\b|\bvl\b/i.test(id) ? "text+image" : "text", "text");
}
