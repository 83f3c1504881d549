import { ApiError } from "@/lib/contract/error";

/**
 * A request's body as text, read no further than `mostBytes`. Throws an ApiError: payload_too_large, or
 * invalid_request when there is none.
 */
export async function readText(request: Request, mostBytes: number): Promise<string> {
  const tooLarge = () =>
    new ApiError(
      "payload_too_large",
      `the body is too large: expected at most ${mostBytes.toLocaleString("en-US")} bytes`,
    );
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > mostBytes) throw tooLarge();
      chunks.push(chunk);
    }
  }
  if (length === 0) throw new ApiError("invalid_request", "expected a JSON object as the body, got nothing");
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
