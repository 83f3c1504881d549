import { type Json, listOf, parseObject, recordOf } from "@/lib/contract/json-object";
import type { Lru } from "@/lib/models/lru";
import { reportedError } from "../../chat/answer-error";
import type { AttemptOutcome, Failure, OfferEndpoint } from "../../chat/opened-answer";
import { judgeWhole } from "../../chat/outcome";
import { unavailable } from "../../chat/read-error";
import { gatewayName } from "../../providers/names";
import { inFormat, parseEmbeddings } from "./large";
import type { EmbeddingInput, EmbeddingRequest } from "./request";
import { encoded, lengthOf, type Vector, vectorsOf } from "./vectors";

interface Expected {
  request: EmbeddingRequest;
  inputs: readonly EmbeddingInput[];
  /** Previous dimensions per model, for requests without a dimension. */
  sizes: Lru<string, number>;
  /** A digest of the fields that we do not know. */
  more: string;
}

/** The outcome of a response: its vectors in the requested format, or the failure. */
export function judged(endpoint: OfferEndpoint, text: string, expected: Expected): AttemptOutcome {
  const received = parseObject(text);
  if (!received || reportedError(received)) return judgeWhole(endpoint.offer.gateway, text);
  const vectors = fitting(endpoint, received, expected);
  if (!Array.isArray(vectors)) return vectors;
  const format = formatOf(expected);
  if (isAsReceived(received, vectors, format)) return { kind: "whole", body: received, text };
  const data = vectors.map((vector, index) => ({ object: "embedding", index, embedding: encoded(vector, format) }));
  const body = { ...received, object: "list", data, ...usageOf(received, expected) };
  return { kind: "whole", body, text: JSON.stringify(body) };
}

/** Like `judged`, for a long response, in small pieces with yields in between. */
export async function judgeLarge(endpoint: OfferEndpoint, text: string, expected: Expected): Promise<AttemptOutcome> {
  const received = await parseEmbeddings(text);
  if (!received || reportedError(received)) return judged(endpoint, text, expected);
  const vectors = fitting(endpoint, received, expected);
  if (!Array.isArray(vectors)) return vectors;
  const format = formatOf(expected);
  if (isAsReceived(received, vectors, format)) return { kind: "whole", body: received, text };
  const { data, json } = await inFormat(vectors, format);
  const { data: _, ...rest } = received;
  const frame = { ...rest, object: "list", ...usageOf(received, expected) };
  return { kind: "whole", body: { ...frame, data }, text: `${JSON.stringify(frame).slice(0, -1)},"data":${json}}` };
}

const formatOf = ({ request }: Expected) => request.encoding_format ?? "float";

/** The vectors of a response in the order of their inputs, or the reason why they do not fit. */
function fitting({ offer, model }: OfferEndpoint, received: Json, { request, inputs, sizes, more }: Expected) {
  const { gateway, quantization } = offer;
  const vectors = vectorsOf(received, inputs.length);
  if (typeof vectors === "string") return unavailable(gateway, vectors);
  const key = `${model} ${quantization} ${more}`;
  const expected = request.dimensions ?? sizes.get(key);
  const other = vectors.map(lengthOf).find((length) => length !== (expected ?? lengthOf(vectors[0] ?? [])));
  if (other !== undefined) return failed(wrongLength(gateway, other, expected));
  if (!request.dimensions) sizes.set(key, lengthOf(vectors[0] ?? []));
  return vectors;
}

/** Whether the response can be passed on unchanged. */
function isAsReceived(received: Json, vectors: readonly Vector[], format: "float" | "base64"): boolean {
  const items = listOf(received.data);
  const isItem = (vector: Vector, at: number) => vector === items[at]?.embedding && items[at]?.index === at;
  const asCame = format === "float" && vectors.every(isItem);
  return asCame && recordOf(received.usage) !== null;
}

function usageOf(received: Json, { inputs }: Expected) {
  const usage = recordOf(received.usage) ?? usageOfTokens(inputs);
  return usage ? { usage } : {};
}

const failed = (failure: Failure): AttemptOutcome => ({ kind: "failed", failure });

function wrongLength(gateway: string, length: number, expected: number | undefined): Failure {
  const instead = expected === undefined ? "of different lengths" : `of ${length} dimensions instead of ${expected}`;
  const message = `${gatewayName(gateway)} answered embeddings ${instead}`;
  return { type: "invalid_request", message, status: null, failOver: true, retryable: false, counts: false };
}

/** Usage of inputs sent as tokens; null when any were sent as text. */
function usageOfTokens(inputs: readonly EmbeddingInput[]) {
  if (inputs.some((input) => typeof input === "string")) return null;
  const tokens = inputs.reduce((sum, input) => sum + input.length, 0);
  return { prompt_tokens: tokens, total_tokens: tokens };
}
