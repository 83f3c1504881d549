import { createHash } from "node:crypto";
import type { ChatRequest } from "@/lib/contract/chat";
import { errorBody } from "@/lib/contract/error";
import type { ModelOffer } from "@/lib/contract/offer";
import { embeddingCost } from "@/lib/models/cost";
import { Lru } from "@/lib/models/lru";
import { stringifyExact } from "@/lib/net/exact-json";
import { markLarge } from "@/lib/net/turns";
import { MAX_ANSWER_BYTES } from "../../chat/answer-body";
import { CHAT_ENDPOINT } from "../../chat/chat-endpoint";
import { ChatSseWriter } from "../../chat/chunk-writer";
import type { EndpointAdapter } from "../../chat/endpoint-adapter";
import { withBilledUsage } from "../../chat/reply";
import { upstreamFields } from "../../chat/upstream-body";
import { bodyLike, KEY } from "../../routes/contract";
import { CHAT_SHAPE, checked, isLargeBody, parseJson } from "../../routes/parse";
import { CALL_ERRORS, type Protocol } from "../protocol";
import { judged, judgeLarge } from "./judge";
import { type EmbeddingInput, EmbeddingRequest, inputsOf } from "./request";

const CHARACTERS_A_TOKEN = 4;
/** No usual text has more characters per token. */
const MAX_CHARACTERS_A_TOKEN = 6;
const MAX_SIZES = 2_000;
/** For estimating the length of an answer before the call: maximum numbers per vector, and characters per number. */
const MAX_NUMBERS = 4_096;
const BYTES_A_NUMBER = 12;
/** Least modified first; an offer without a stated precision presumably serves the model as published. */
const PRECISIONS = ["fp32", "bf16", "fp16", null, "fp8", "int8"];

/** `POST /v1/embeddings`: never of another model, quantization, or dimension than requested. */
export function embeddingsProtocol(): Protocol {
  // Previous dimensions per model, for requests without a dimension.
  const sizes = new Lru<string, number>(MAX_SIZES);
  return {
    path: "/v1/embeddings",
    describe: {
      operationId: "createEmbeddings",
      summary: "Create embeddings",
      description:
        "As OpenAI describes it: texts, batches of at most 2,048 of them, or tokens; floats or base64. Another offer " +
        "answers only with the same model, the same quantization, and the same number of dimensions: the least " +
        "quantized that has a key, unless `provider.quantizations` names others. `models` is ignored.",
      security: KEY,
      requestBody: bodyLike(
        "As OpenAI describes it.",
        { model: { type: "string" }, input: {} },
        { dimensions: { type: "integer", minimum: 1 }, encoding_format: { enum: ["float", "base64"] } },
      ),
      responses: { 200: { description: "The embeddings." }, ...CALL_ERRORS },
    },
    errorBody,
    read: async (bytes) => {
      const body = checked(EmbeddingRequest, await parseJson(bytes, CHAT_SHAPE), "at least { model, input }");
      const { models, stream: _, ...fields } = body;
      const inputs = inputsOf(body.input) ?? [];
      const texts = inputs.filter((input) => typeof input === "string");
      const request: ChatRequest = { ...fields, messages: [{ role: "user", content: texts.join("\n") }] };
      if (isLargeBody(bytes.length)) markLarge(request);
      return {
        request,
        // Another model's vectors would corrupt an index.
        ignored: models === undefined || models === null ? [] : ["models"],
        adapter: embeddingAdapter(body, inputs, sizes),
        answerBytes: Math.min(MAX_ANSWER_BYTES, inputs.length * (body.dimensions ?? MAX_NUMBERS) * BYTES_A_NUMBER),
        whole: withBilledUsage,
        writer: (out) => new ChatSseWriter(out, false),
      };
    },
  };
}

function embeddingAdapter(
  embeddingRequest: EmbeddingRequest,
  inputs: readonly EmbeddingInput[],
  sizes: Lru<string, number>,
): EndpointAdapter {
  const tokens = inputs.reduce((sum, input) => sum + tokensOf(input, CHARACTERS_A_TOKEN), 0);
  const more = othersOf(embeddingRequest);
  const longest = Math.max(...inputs.map((input) => tokensOf(input, MAX_CHARACTERS_A_TOKEN)));
  return {
    ...CHAT_ENDPOINT,
    endpoint: "embeddings",
    needs: { output: "embeddings", tokens: Math.floor(longest), promptTokens: Math.ceil(tokens), modalities: [] },
    narrow: (offers) => (embeddingRequest.provider?.quantizations ? offers : alike(offers)),
    body: (request, endpoint) => {
      const { messages: _, encoding_format: __, ...body } = upstreamFields(request, endpoint);
      // Not every gateway supports base64, and numbers are exact in both.
      return stringifyExact(body);
    },
    whole: (endpoint, text) => judged(endpoint, text, { request: embeddingRequest, inputs, sizes, more }),
    large: (endpoint, text) => judgeLarge(endpoint, text, { request: embeddingRequest, inputs, sizes, more }),
    reserve: () => ({ prompt: Math.ceil(tokens), completion: 0 }),
    cost: embeddingCost,
    usage: ({ completion_tokens: _, ...usage }) => usage,
  };
}

const tokensOf = (input: EmbeddingInput, characters: number) =>
  typeof input === "string" ? input.length / characters : input.length;

/** The offers of one quantization, regardless of health and price: later vectors must match. */
function alike(offers: readonly ModelOffer[]): readonly ModelOffer[] {
  const rank = ({ quantization }: ModelOffer) => {
    const at = PRECISIONS.indexOf(quantization);
    return at < 0 ? PRECISIONS.length : at;
  };
  const [best] = offers.toSorted(
    (a, b) => rank(a) - rank(b) || (a.quantization ?? "").localeCompare(b.quantization ?? "", "en"),
  );
  return offers.filter(({ quantization }) => quantization === best?.quantization);
}

const KNOWN = ["model", "models", "input", "dimensions", "encoding_format", "provider", "stream", "user"];

/** A digest of the fields that we do not know: a gateway may shorten vectors because of one of them. */
function othersOf(request: EmbeddingRequest): string {
  const others = Object.entries(request).filter(([name, value]) => !KNOWN.includes(name) && value != null);
  return others.length === 0 ? "" : createHash("sha256").update(stringifyExact(others)).digest("base64");
}
