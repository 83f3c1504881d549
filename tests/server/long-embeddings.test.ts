import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import { answerMemory } from "@/lib/server/routes/memory-budget";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
beforeAll(async () => {
  const architecture = { input_modalities: ["text"], output_modalities: ["embeddings"] };
  const pricing = { prompt: "0.000001", completion: null };
  server = await startChatServer([chatOffer("together", "lab/long", { architecture, pricing })]);
});
afterAll(() => server.stop());

describe("a long response of embeddings", () => {
  const TEXT = Array.from({ length: 400 }, (_, n) => `text ${n}`);
  const ask = async (more: object) => {
    const response = await fetch(`${server.url}/v1/embeddings`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.key}` },
      body: JSON.stringify({ model: "lab/long", input: TEXT, ...more }),
    });
    return { status: response.status, body: (await response.json()) as { data: { embedding: unknown }[] } & ErrorBody };
  };
  const long = (index: (n: number) => number, more: object = {}) => ({
    data: TEXT.map((_, n) => ({ object: "embedding", index: index(n), embedding: Array(512).fill(n + 0.5) })),
    ...more,
  });
  const script = (body: object, text = (json: string) => json) =>
    server.upstream.script("together", (_, response) => void response.end(text(JSON.stringify(body))));
  const USED = { usage: { prompt_tokens: 5, total_tokens: 5 } };

  it("is refused before the call while others take all room for answers, unless it will be short", async () => {
    script(long((n) => n, USED));
    const full = answerMemory.begin();
    full.add(answerMemory.maxBytes);
    const calls = server.upstream.calls.length;
    const { status, body } = await ask({});
    expect([status, body.error.message]).toEqual([503, expect.stringMatching(/too many large requests/)]);
    expect(server.upstream.calls).toHaveLength(calls);
    script({ ...USED, data: long((n) => n).data.slice(0, 1) });
    expect((await ask({ input: "one" })).status).toBe(200);
    full.release();
    script(long((n) => n, USED));
    expect((await ask({})).status).toBe(200);
    await vi.waitFor(() => expect(answerMemory.held).toBe(0));
  });

  it("is one of more than a million characters", () => {
    expect(JSON.stringify(long((n) => n)).length).toBeGreaterThan(1 << 20);
  });

  it.each<[string, object, object]>([
    ["as it came", USED, {}],
    ["with text around it that looks like it", { '"data":[': '"data" : [{"', list: [[{}]], ...USED }, {}],
    ["in another order", USED, { reversed: true }],
    ["without usage", {}, {}],
  ])("is read and given %s", async (_, more, { reversed }: { reversed?: boolean }) => {
    script(long((n) => (reversed ? 399 - n : n), more));
    for (const format of ["float", "base64"]) {
      const { status, body } = await ask({ encoding_format: format });
      expect([status, body.data.length]).toEqual([200, 400]);
      const floats = body.data.map(({ embedding }) =>
        format === "float"
          ? (embedding as number[])[511]
          : Buffer.from(embedding as string, "base64").readFloatLE(511 * 4),
      );
      expect(floats).toEqual(TEXT.map((_, n) => (reversed ? 399 - n : n) + 0.5));
    }
  });

  it.each<[string, object, (json: string) => string]>([
    ["an embedding is missing", { ...long((n) => n), data: long((n) => n).data.slice(1) }, (json) => json],
    ["it is cut off", long((n) => n, USED), (json) => json.slice(0, -5_000)],
    ["an embedding has other dimensions", long((n) => n, USED), (json) => json.replace("[7.5,", "[7.5,1,")],
    ["it tells an error", { error: { message: "x".repeat(2_000_000) } }, (json) => json],
    ["a number is none", long((n) => n, USED), (json) => json.replace("[7.5,", "[7.5.5,")],
  ])("fails where %s", async (_, body, text) => {
    script(body, text);
    const { status, body: answer } = await ask({});
    expect(status).toBeGreaterThanOrEqual(400);
    expect(answer.error.message.length).toBeGreaterThan(0);
  });
});
