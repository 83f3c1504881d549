import type { IncomingMessage } from "node:http";
import { ApiError } from "@/lib/contract/error";

const tooLarge = (mostBytes: number) =>
  new ApiError(
    "payload_too_large",
    `the body is too large: expected at most ${mostBytes.toLocaleString("en-US")} bytes`,
  );
const nothing = () => new ApiError("invalid_request", "expected a JSON object as the body, got nothing");

/**
 * A request's body as text, read no further than `mostBytes`. Throws an ApiError: payload_too_large, or
 * invalid_request when there is none.
 */
export async function readText(request: Request, mostBytes: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw tooLarge(mostBytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > mostBytes) throw tooLarge(mostBytes);
      chunks.push(chunk);
    }
  }
  if (length === 0) throw nothing();
  return new TextDecoder().decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
}

/** A request's body as JSON, whatever it is. Throws an ApiError as `readText` does, and for text that is no JSON. */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  const text = await readText(request, mostBytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError("invalid_request", `expected a JSON object as the body: ${(error as Error).message}`);
  }
}

/** The same of a request on its socket, without a stream of the web between. Also rejects when the client leaves. */
export function readSocketText(request: IncomingMessage, mostBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > mostBytes) return reject(tooLarge(mostBytes));
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= mostBytes) return void chunks.push(chunk);
      // What else comes is let go: the answer is written meanwhile.
      request.off("data", take).resume();
      reject(tooLarge(mostBytes));
    };
    request.on("data", take);
    request.on("end", () => {
      if (length === 0) return reject(nothing());
      const [only] = chunks;
      resolve((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString("utf8"));
    });
    request.on("error", () => reject(new ApiError("invalid_request", "the client left before its request was whole")));
  });
}
