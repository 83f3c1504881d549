import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { ApiError } from "@/lib/contract/error";
import { hasZlibHeader } from "@/lib/net/content-decoding";

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const decoder = promisify as (decode: typeof gunzip) => Decode;
const [gzip, zlib, raw] = [decoder(gunzip), decoder(inflate), decoder(inflateRaw)];
const DECODERS = new Map<string, Decode>([
  ["gzip", gzip],
  ["x-gzip", gzip],
  ["br", promisify(brotliDecompress) as Decode],
  ["deflate", (bytes, options) => (hasZlibHeader(bytes) ? zlib : raw)(bytes, options)],
]);

/** The error for a body larger than `maxBytes`. */
export function tooLarge(maxBytes: number): ApiError {
  const max = maxBytes.toLocaleString("en-US");
  return new ApiError("payload_too_large", `the body is too large: expected at most ${max} bytes`);
}

/**
 * Decodes a body by its Content-Encoding to at most `maxBytes`. Rejects with an ApiError: payload_too_large, or
 * invalid_request for an unsupported encoding or invalid data.
 */
export async function decodeBody(sent: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity") return sent;
  const decode = DECODERS.get(name);
  if (!decode) {
    const message = `content-encoding: expected gzip, br, or deflate, got "${name.slice(0, 40)}"`;
    throw new ApiError("invalid_request", message);
  }
  try {
    return await decode(sent, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(maxBytes);
    throw new ApiError("invalid_request", `the body is not valid ${name}, as its content-encoding says`);
  }
}
