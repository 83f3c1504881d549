import { type ChatRequest, hasClientTools } from "@/lib/contract/chat";
import { lookup } from "@/lib/contract/lookup";

/** The requirements of a request. */
export interface Needs {
  /** The required output, if not text. */
  output?: "embeddings";
  tools: boolean;
  /** Input modalities besides text. */
  modalities: string[];
  /** The minimum number of tokens of prompt and answer. */
  tokens: number;
  /** The estimated tokens of the prompt: long prompts may have a different price. */
  promptTokens: number;
  /** When the call starts: some prices depend on the hour. */
  at: Date;
  /** Parameters of the request, for `require_parameters`. */
  parameters: string[];
}

/** Upper bound of characters per token: a longer text cannot fit. */
const MAX_CHARACTERS_A_TOKEN = 6;
/** Average of usual text. */
const CHARACTERS_A_TOKEN = 4;
const NOT_PARAMETERS = new Set([
  "model",
  "models",
  "messages",
  "stream",
  "stream_options",
  "provider",
  "user",
  "n",
  // OpenRouter's clients send these; they require nothing of an offer.
  "transforms",
  "route",
  "plugins",
]);
const MODALITY: Record<string, string> = lookup({
  image_url: "image",
  input_audio: "audio",
  file: "file",
  video_url: "video",
});

/** The requirements of a request that starts at `at`. */
export function needsOf(request: ChatRequest, at: Date): Needs {
  const { characters, modalities } = contentOf(request.messages);
  return {
    tools: hasClientTools(request),
    modalities,
    tokens:
      Math.floor(characters / MAX_CHARACTERS_A_TOKEN) + (request.max_completion_tokens ?? request.max_tokens ?? 0),
    promptTokens: Math.ceil(characters / CHARACTERS_A_TOKEN),
    at,
    parameters: Object.keys(request).filter((name) => request[name] != null && !NOT_PARAMETERS.has(name)),
  };
}

function contentOf(messages: ChatRequest["messages"]): { characters: number; modalities: string[] } {
  const modalities = new Set<string>();
  let characters = 0;
  for (const { content } of messages) {
    if (typeof content === "string") {
      characters += content.length;
      continue;
    }
    for (const part of content ?? []) {
      const modality = MODALITY[part.type];
      if (modality) modalities.add(modality);
      else if (typeof part.text === "string") characters += part.text.length;
    }
  }
  return { characters, modalities: [...modalities] };
}
