import { z } from "zod";
import { priceOf, UNIT } from "@/lib/models/price";
import { modalityArchitecture } from "./capabilities";
import { bearer, openAiCompatible } from "./openai-compatible";
import { text, within } from "./rows";

/** Ollama on the operator's machine: no account, no price. Listed when it responds. */
export const ollama = openAiCompatible({
  slug: "ollama",
  name: "Ollama",
  hue: 200,
  key: bearer("OLLAMA_API_KEY", "optional"),
  hosts: { list: { env: "OLLAMA_BASE_URL", url: "http://127.0.0.1:11434" } },
  zeros: "free",
  path: "/api/tags",
  envelope: "models",
  chat: { path: "/v1/chat/completions", keyless: true },
  id: ({ model, name }) => model ?? name,
  row: z.object({ details: within({ family: text, quantization_level: text }) }),
  facts: (row, id) => ({
    ...priceOf({ prompt: 0, completion: 0 }, UNIT.usdPerMillion),
    quantization: row.details?.quantization_level?.toLowerCase() ?? null,
    architecture: modalityArchitecture(
      "text",
      /embed|bert|minilm/i.test(`${id} ${row.details?.family ?? ""}`) ? "embedding" : "text",
    ),
  }),
});
