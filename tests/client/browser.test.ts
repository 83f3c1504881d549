import { afterEach, describe, expect, it, vi } from "vitest";
import { resolveModelId } from "@/lib/client/browser";

const answering = (answer: () => Promise<Response>) => vi.spyOn(globalThis, "fetch").mockImplementation(answer);
const ask = (id: string) => resolveModelId(id, new AbortController().signal);
afterEach(() => vi.restoreAllMocks());

describe("resolving a gateway's native ID on the server", () => {
  it("returns the ID of its model", async () => {
    const fetched = answering(async () => Response.json({ id: "google/gemma-4-31B-it", object: "model" }));
    expect(await ask("acme/gemma 4?")).toBe("google/gemma-4-31B-it");
    expect(fetched.mock.calls[0]?.[0]).toBe("/v1/models/acme/gemma%204%3F");
  });

  it("returns null only when the server says there is no such model", async () => {
    answering(async () => new Response("{}", { status: 404 }));
    expect(await ask("acme/nothing")).toBeNull();
    answering(async () => new Response("{}", { status: 503 }));
    await expect(ask("acme/nothing")).rejects.toThrow("The server answered 503.");
    answering(() => Promise.reject(new TypeError("Failed to fetch")));
    await expect(ask("acme/nothing")).rejects.toThrow("The server cannot be reached.");
  });
});
