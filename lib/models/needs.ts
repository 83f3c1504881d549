import { type ChatRequest, hasClientTools } from "@/lib/contract/chat";

/** What a request needs of an offer. */
export interface Needs {
  /** What it answers in, where that is no text. */
  output?: "embeddings";
  tools: boolean;
  /** Modalities besides text among its messages. */
  modalities: string[];
  /** Tokens that prompt and answer take at the very least. */
  tokens: number;
  /** Tokens that the prompt likely takes: long prompts may have a price of their own. */
  promptTokens: number;
  /** When the call starts: some prices depend on the hour. */
  at: Date;
  /** Parameters it uses, for `require_parameters`. */
  parameters: string[];
}

/** Fewer characters than this a token no usual text has: what is longer cannot fit. */
const MAX_CHARACTERS_A_TOKEN = 6;
/** What a token of usual text has. */
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
  // Clients of OpenRouter send these; they say nothing about what an offer has to do.
  "transforms",
  "route",
  "plugins",
]);
const MODALITY: Record<string, string> = { image_url: "image", input_audio: "audio", file: "file", video_url: "video" };

/** Reads what a request needs that starts at `at`. */
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

/** The characters of messages, and what is among them besides text. */
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
