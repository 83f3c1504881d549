import type { Architecture } from "@/lib/contract/offer";
import { readCapabilities } from "@/lib/models/capabilities";
import { CAPABILITIES, type Capability } from "@/lib/models/search-index";

/** Other names of the contract's modalities. */
const MODALITIES = new Map([
  ["embeddings", "embedding"],
  ["feature", "embedding"],
  ["images", "image"],
  ["vision", "image"],
  ["documents", "file"],
  ["pdf", "file"],
  ["speech", "audio"],
  ["music", "audio"],
  ["transcription", "text"],
]);

/** Words for modalities that name no specific one. */
const VAGUE = new Set(["multimodal", "any", "all", "other", "none", "unknown", "null"]);

const NO_MODALITIES: Architecture = { input_modalities: [], output_modalities: [] };
const TEXT: Architecture = { input_modalities: ["text"], output_modalities: ["text"] };

/** Tasks and types that are not named like `image-text-to-text`. */
const TASKS = new Map<string, Architecture>([
  ...["chat", "language", "code", "conversational", "completion", "moderation", "llm"].map((t) => [t, TEXT] as const),
  ...["text-generation", "text2text-generation", "translation", "summarization", "fill-mask", "question-answering"].map(
    (t) => [t, TEXT] as const,
  ),
  ...["text-classification", "token-classification", "zero-shot-classification", "table-question-answering"].map(
    (t) => [t, TEXT] as const,
  ),
  ...["embedding", "embeddings", "feature-extraction", "sentence-similarity"].map(
    (t) => [t, modalityArchitecture("text", "embedding")] as const,
  ),
  ...["rerank", "reranker", "text-ranking"].map((t) => [t, modalityArchitecture("text", "rerank")] as const),
  ...["automatic-speech-recognition", "asr", "stt", "transcribe", "transcription", "audio-classification"].map(
    (t) => [t, modalityArchitecture("audio", "text")] as const,
  ),
  ...["image-classification", "object-detection", "zero-shot-image-classification"].map(
    (t) => [t, modalityArchitecture("image", "text")] as const,
  ),
  ...["image-segmentation", "depth-estimation"].map((t) => [t, modalityArchitecture("image", "image")] as const),
  ...["visual-question-answering", "document-question-answering", "vision"].map(
    (t) => [t, modalityArchitecture("text+image", "text")] as const,
  ),
  ["image-feature-extraction", modalityArchitecture("image", "embedding")],
  ["any-to-any", modalityArchitecture("text+image+audio+video", "text+image+audio")],
  ["image", modalityArchitecture("text", "image")],
  ...["audio", "tts", "speech"].map((t) => [t, modalityArchitecture("text", "audio")] as const),
  ["video", modalityArchitecture("text", "video")],
  ["image-text-to-text", modalityArchitecture("text+image", "text")],
]);

/** The architecture of a task or type (`image-text-to-text`, `feature-extraction`, `chat`); null when unknown. */
export function taskArchitecture(task: string | null): Architecture | null {
  const name = task?.trim().toLowerCase().replaceAll(/[_\s]/g, "-") ?? "";
  const architecture = TASKS.get(name);
  if (architecture) return architecture;
  const [from, to] = name.split("-to-");
  return from && to ? modalityArchitecture(from.replaceAll("-", "+"), to.replaceAll("-", "+")) : null;
}

/** The architecture of `text+image->text`; without an arrow, the words are inputs. Null when empty. */
export function arrowArchitecture(arrow: string | null): Architecture | null {
  const [from, to] = arrow?.replaceAll(/[,/&]/g, "+").split("->") ?? [];
  if (!from) return null;
  return to === undefined ? modalityArchitecture(from, "text") : to ? modalityArchitecture(from, to) : null;
}

/** The architecture of two lists of modalities; null when both are empty. */
export function listedArchitecture(input: readonly string[], output: readonly string[]): Architecture | null {
  if (input.length === 0 && output.length === 0) return null;
  return { input_modalities: modalities(input), output_modalities: modalities(output) };
}

export function withImageInput(architecture: Architecture | null): Architecture {
  const { input_modalities, output_modalities } = architecture ?? TEXT;
  return { input_modalities: modalities([...input_modalities, "image"]), output_modalities };
}

/** The architecture with these inputs and outputs, each like `text+image`. */
export function modalityArchitecture(from: string, to: string): Architecture {
  return { input_modalities: modalities(from.split("+")), output_modalities: modalities(to.split("+")) };
}

/** Whether a feature is image input. */
const SEES = /^(?:supports[-_\s])?(?:vision|image[-_\s]?input)$/i;

/** The capabilities among features that a row denies. */
export function lackedBy(features: readonly string[]): Capability[] {
  const lacked = readCapabilities({ supported_parameters: parametersOf(features), architecture: NO_MODALITIES });
  const blind = features.some((feature) => SEES.test(feature.trim()));
  return CAPABILITIES.filter((name) => lacked[name] === true || (name === "vision" && blind));
}

/** The parameters and denied capabilities of a row's features, and its architecture with their image input. */
export function featured(
  { yes, no }: { yes: readonly string[]; no: readonly string[] },
  architecture: Architecture | null,
) {
  return {
    architecture: yes.some((feature) => SEES.test(feature.trim())) ? withImageInput(architecture) : architecture,
    supported_parameters: parametersOf(yes),
    lacks: lackedBy(no),
  };
}

function modalities(words: readonly string[]): string[] {
  const named = words.map((word) => word.trim().toLowerCase()).filter((word) => word !== "" && !VAGUE.has(word));
  return [...new Set(named.map((word) => MODALITIES.get(word) ?? word))];
}

const JSON_SCHEMA = ["structured_outputs", "response_format"];
const TOOLS = ["tools", "tool_choice"];

/** Gateways' feature names, and the OpenAI parameters they imply. */
const PARAMETERS = new Map<string, readonly string[]>([
  ...["tools", "tool", "tool_use", "tool_calling", "tool_calls", "function_calling", "functions", "function_call"].map(
    (f) => [f, TOOLS] as const,
  ),
  ...["structured_outputs", "structured_output", "json_schema"].map((f) => [f, JSON_SCHEMA] as const),
  ...["json", "json_mode", "json_object", "response_format"].map((f) => [f, ["response_format"]] as const),
  ...["reasoning", "thinking"].map((f) => [f, ["reasoning"]] as const),
  ...[
    "reasoning_effort",
    "include_reasoning",
    "parallel_tool_calls",
    "tool_choice",
    "logprobs",
    "web_search_options",
  ].map((f) => [f, [f]] as const),
]);

/** The OpenAI request parameters that a gateway's features imply; skips unknown features. */
export function parametersOf(features: readonly string[]): string[] {
  const named = features.map((feature) =>
    feature
      .trim()
      .toLowerCase()
      .replaceAll(/[-\s]/g, "_")
      .replace(/^supports_/, ""),
  );
  return [...new Set(named.flatMap((feature) => PARAMETERS.get(feature) ?? []))];
}
