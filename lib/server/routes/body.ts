import type { IncomingMessage } from "node:http";
import { ApiError } from "@/lib/contract/error";
import type { ShapeLimits } from "@/lib/net/json-shape";
import { decodeBody, tooLarge } from "./decode-body";
import { FORM_SHAPE, parseJson } from "./parse";

/** The maximum size of a request with prompts, files, or conversations, in bytes. */
export const MAX_BODY_BYTES = 30_000_000;

const nothing = () => new ApiError("invalid_request", "expected a JSON object as the body, got nothing");

interface ReadOptions {
  shape?: ShapeLimits;
  /** The value of an empty body. */
  empty?: object;
  take?: (bytes: number) => void;
}

/**
 * Parses a request body as JSON, reading at most `maxBytes`. Throws an ApiError: payload_too_large, or invalid_request
 * for invalid JSON or an empty body.
 */
export async function readJson(
  request: Request,
  maxBytes: number,
  { shape = FORM_SHAPE, empty, take }: ReadOptions = {},
): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes, take);
  if (bytes.length > 0) return parseJson(bytes, shape);
  if (empty) return empty;
  throw nothing();
}

/**
 * Reads a request body, decoded, of at most `maxBytes`. Throws the ApiErrors of `readJson`.
 * @param take called for each chunk; throwing rejects the request
 */
export async function readBytes(
  request: Request,
  maxBytes: number,
  take: (bytes: number) => void = () => {},
): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(maxBytes);
      take(chunk.length);
      chunks.push(chunk);
    }
  }
  const sent = Buffer.concat(chunks);
  const encoding = request.headers.get("content-encoding");
  if (!encoding) return sent;
  const decoded = await decodeBody(sent, encoding, maxBytes);
  take(decoded.length);
  return decoded;
}

/**
 * Reads a request body from its socket without a web stream in between. Rejects when the client leaves.
 * @param onBytes called for each chunk; throwing rejects the request
 */
export function readSocketBytes(
  request: IncomingMessage,
  maxBytes: number,
  onBytes: (length: number) => void = () => {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > maxBytes) return reject(tooLarge(maxBytes));
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (error: unknown) => {
      // Drain the rest while the response is written.
      request.off("data", take).resume();
      reject(error);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) return stop(tooLarge(maxBytes));
      try {
        onBytes(chunk.length);
      } catch (error) {
        return stop(error);
      }
      chunks.push(chunk);
    };
    request.on("data", take);
    request.on("end", () => {
      if (length === 0) return reject(nothing());
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks));
    });
    request.on("error", () =>
      reject(new ApiError("invalid_request", "the client disconnected before its request was complete")),
    );
  });
}
