import { z } from "zod";
import { ProviderPreferences } from "@/lib/contract/chat";
import { listOf } from "@/lib/contract/list-of";

/** OpenAI's maximum per request. */
const MAX_INPUTS = 2_048;

const Tokens = listOf(z.number().int().min(0), 100_000, 1);
const Text = z.string().min(1);
const Input = z.union([Text, listOf(z.union([Text, z.number().int().min(0), Tokens]), 100_000, 1)]);

/** The body of `POST /v1/embeddings`; fields we don't use pass through. */
export const EmbeddingRequest = z
  .looseObject({
    model: z.string().min(1).max(400),
    input: Input,
    dimensions: z.number().int().min(1).max(65_536).nullish(),
    encoding_format: z.enum(["float", "base64"]).nullish(),
    provider: ProviderPreferences.nullish(),
  })
  .refine(({ input }) => inputsOf(input) !== null, {
    path: ["input"],
    message: `expected a text, a list of at most ${MAX_INPUTS} texts, one list of tokens, or a list of those`,
  });
export type EmbeddingRequest = z.infer<typeof EmbeddingRequest>;

/** One input: a text, or its tokens. */
export type EmbeddingInput = string | number[];

/** The inputs one by one; null when the list mixes incompatible types. */
export function inputsOf(input: z.infer<typeof Input>): EmbeddingInput[] | null {
  if (typeof input === "string") return [input];
  if (input.every((item) => typeof item === "number")) return [input as number[]];
  const kind = typeof input[0];
  const alike = kind !== "number" && input.every((item) => typeof item === kind);
  return alike && input.length <= MAX_INPUTS ? (input as EmbeddingInput[]) : null;
}
