import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { ApiError } from "@/lib/contract/error";

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const decoder = promisify as (decode: typeof gunzip) => Decode;
const [gzip, zlib, raw] = [decoder(gunzip), decoder(inflate), decoder(inflateRaw)];
const DECODERS = new Map<string, Decode>([
  ["gzip", gzip],
  ["x-gzip", gzip],
  ["br", promisify(brotliDecompress) as Decode],
  // The low nibble of a zlib stream's first byte is 8; some clients send raw deflate.
  ["deflate", (bytes, options) => (((bytes[0] ?? 0) & 15) === 8 ? zlib : raw)(bytes, options)],
]);

/** The error for a body larger than `mostBytes`. */
export function tooLarge(mostBytes: number): ApiError {
  const most = mostBytes.toLocaleString("en-US");
  return new ApiError("payload_too_large", `the body is too large: expected at most ${most} bytes`);
}

/**
 * Decodes a body by its Content-Encoding to at most `mostBytes`. Rejects with an ApiError: payload_too_large, or
 * invalid_request for an unsupported encoding or invalid data.
 */
export async function decodeBody(sent: Buffer, encoding: string, mostBytes: number): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity") return sent;
  const decode = DECODERS.get(name);
  if (!decode) {
    const message = `content-encoding: expected gzip, br, or deflate, got "${name.slice(0, 40)}"`;
    throw new ApiError("invalid_request", message);
  }
  try {
    return await decode(sent, { maxOutputLength: mostBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(mostBytes);
    throw new ApiError("invalid_request", `the body is not valid ${name}, as its content-encoding says`);
  }
}
