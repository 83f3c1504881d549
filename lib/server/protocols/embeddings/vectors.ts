import { type Json, listOf } from "@/lib/contract/json-object";

/** A vector as a gateway sent it: numbers, or base64. */
export type Vector = readonly number[] | string;

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** The vectors of a response in the order of their inputs, or a message that describes the error. */
export function vectorsOf(body: Json, inputs: number): Vector[] | string {
  const items = listOf(body.data);
  if (items.length === 0) return "answered JSON without embeddings";
  // Some servers number all of them 0.
  const unnumbered = items.every(({ index }) => index === 0);
  const vectors: Vector[] = [];
  for (const [place, { embedding, index }] of items.entries()) {
    if (!isVector(embedding)) return "answered an embedding that is no list of numbers";
    vectors[typeof index === "number" && !unnumbered ? index : place] = embedding;
  }
  const counted = Object.keys(vectors).length;
  return counted === inputs && vectors.length === inputs ? vectors : `answered ${counted} embeddings of ${inputs}`;
}

/** The dimension of a vector. */
export function lengthOf(vector: Vector): number {
  return typeof vector === "string" ? Buffer.byteLength(vector, "base64") / BYTES : vector.length;
}

/** A vector in the requested format. Base64 encodes little-endian 32-bit floats. */
export function encoded(vector: Vector, format: "float" | "base64"): Vector {
  if (format === "float") return typeof vector === "string" ? floatsOf(vector) : vector;
  return typeof vector === "string" ? vector : base64Of(vector);
}

function isVector(value: unknown): value is Vector {
  if (typeof value === "string") return value !== "" && Buffer.byteLength(value, "base64") % BYTES === 0;
  return Array.isArray(value) && value.length > 0 && value.every((number) => typeof number === "number");
}

function floatsOf(base64: string): number[] {
  const bytes = Buffer.from(base64, "base64");
  return Array.from({ length: bytes.length / BYTES }, (_, at) => bytes.readFloatLE(at * BYTES));
}

function base64Of(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * BYTES);
  for (const [at, number] of vector.entries()) bytes.writeFloatLE(number, at * BYTES);
  return bytes.toString("base64");
}
