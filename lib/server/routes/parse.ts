import type { z } from "zod";
import { ApiError } from "@/lib/contract/error";
import { parseExact } from "@/lib/net/exact-json";
import { ItemFinder } from "@/lib/net/json-items";
import { type ShapeExcess, type ShapeLimits, ShapeMeter } from "@/lib/net/json-shape";
import { markLarge, runQueued } from "@/lib/net/turns";

/** A chat may have 10,000 messages, and 512 tools with schemas. */
export const CHAT_SHAPE: ShapeLimits = { depth: 256, items: 250_000, keys: 200_000, keysPerObject: 2_000 };
/** A conversation of another service has all its messages in one object. */
export const CONVERSATION_SHAPE: ShapeLimits = { ...CHAT_SHAPE, keysPerObject: 20_000 };
/** All other bodies are forms filled in by users. */
export const FORM_SHAPE: ShapeLimits = { depth: 64, items: 5_000, keys: 2_000, keysPerObject: 500 };

/** Larger bodies are parsed in slices. */
const LARGE_BYTES = 256 << 10;
/** A list whose only item is longer than this is not empty. */
const MAX_EMPTY_BYTES = 64;
const MAX_ISSUE_LENGTH = 300;
const MAX_PARAM_LENGTH = 100;

/** Some clients prefix UTF-8 with it. */
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whether a body is so large that processing it must yield to other requests. */
export function isLargeBody(bytes: number): boolean {
  return bytes > LARGE_BYTES;
}

/**
 * Parses a body as JSON after checking its shape; yields to other requests for a large one, and marks it. Throws, or
 * rejects with, an ApiError: invalid_request for invalid JSON or too many levels, payload_too_large for too many values
 * or keys.
 */
export function parseJson(bytes: Buffer, shape: ShapeLimits): unknown {
  if (isLargeBody(bytes.length)) return parseLarge(withoutBom(bytes), shape);
  return parsed(jsonText(bytes, shape));
}

/** The text of a body that is not large. Throws the ApiErrors of `parseJson` about its shape. */
export function jsonText(bytes: Buffer, shape: ShapeLimits): string {
  // A body with fewer bytes than the lowest limit can't exceed any.
  if (bytes.length > shape.depth) refuse(new ShapeMeter(shape).push(bytes));
  return withoutBom(bytes).toString("utf8");
}

const withoutBom = (bytes: Buffer) =>
  bytes[0] === BOM[0] && BOM.equals(bytes.subarray(0, BOM.length)) ? bytes.subarray(BOM.length) : bytes;

async function parseLarge(bytes: Buffer, shape: ShapeLimits): Promise<unknown> {
  const meter = new ShapeMeter(shape);
  const decoder = new TextDecoder();
  let text = "";
  for (let at = 0; at < bytes.length; at += LARGE_BYTES) {
    const piece = bytes.subarray(at, at + LARGE_BYTES);
    await runQueued(() => {
      refuse(meter.push(piece));
      text += decoder.decode(piece, { stream: true });
    });
  }
  text += decoder.decode();
  return runQueued(() => {
    const value = parsed(text);
    if (typeof value === "object" && value !== null) markLarge(value);
    return value;
  });
}

/**
 * Parses a JSON list of at most `maxItems` items one by one, or anything else as its only item; yields to other requests in
 * between. Rejects with the ApiErrors of `parseJson`, whose shape limits apply to each item.
 */
export async function parseItems(bytes: Buffer, shape: ShapeLimits, maxItems: number): Promise<unknown[]> {
  const finder = new ItemFinder();
  for (let at = 0; at < bytes.length; at += LARGE_BYTES)
    await runQueued(() => finder.push(bytes.subarray(at, at + LARGE_BYTES)));
  const places = finder.finish();
  if (places.length > maxItems)
    throw new ApiError("invalid_request", `expected at most ${maxItems} items in the list, got ${places.length}`);
  const items: unknown[] = [];
  const [[from, to] = [0, 0]] = places;
  if (places.length === 1 && from > 0 && to - from < MAX_EMPTY_BYTES && bytes.toString("utf8", from, to).trim() === "")
    return items;
  let parsed = 0;
  for (const [from, to] of places) {
    const item = bytes.subarray(from, to);
    items.push(await parseJson(item, shape));
    parsed += item.length;
    if (parsed > LARGE_BYTES) parsed = await runQueued(() => 0);
  }
  return items;
}

function refuse(excess: ShapeExcess | null): void {
  if (!excess) return;
  throw new ApiError(excess.kind === "depth" ? "invalid_request" : "payload_too_large", `the body has ${excess.text}`);
}

/** Parses text as JSON. Throws invalid_request. */
export function parsed(text: string): unknown {
  try {
    return parseExact(text);
  } catch (error) {
    const why = (error as Error).message.slice(0, MAX_ISSUE_LENGTH);
    throw new ApiError("invalid_request", `expected a JSON object as the body: ${why}`);
  }
}

/** Validates a value by its schema. Throws invalid_request with the first error, and what was expected. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, expected: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw requestError(read.error, `; expected ${expected}`);
}

/** The error for the first issue that a schema found. */
export function requestError(error: z.ZodError, expected = ""): ApiError {
  const [issue] = error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...unknown];
  const param = path.join(".").slice(0, MAX_PARAM_LENGTH) || "body";
  const message = unknown.length > 0 ? "there is no such field" : issue?.message;
  const what = (message ?? "not as expected").slice(0, MAX_ISSUE_LENGTH);
  return new ApiError("invalid_request", `${param}: ${what}${expected}`, { param });
}
