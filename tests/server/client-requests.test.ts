import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RecordedRequest, RUNS, TEXT, TOOL_CASE } from "../clients/clients";
import { offerOf, scriptOf } from "../clients/scripts";
import { TOOLS } from "../clients/tools";
import { type ChatServer, startChatServer } from "./chat-server";
import { bodiesOf, saidIn } from "./odd-answers";

const file = join(import.meta.dirname, "..", "clients", "recorded.json");
const RECORDED = JSON.parse(readFileSync(file, "utf8")) as RecordedRequest[];
const model = (i: number) => `lab/recorded-model-${i}x`;

const HOW = [...RUNS, ...TOOLS.map((client) => ({ client, how: TOOL_CASE }))];

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer(HOW.map(({ how }, i) => offerOf(how, model(i))));
});
afterAll(() => server.stop());

it("every client and coding tool has a recorded request for every case", () => {
  const expected = HOW.map(({ client, how }) => `${client.name}: ${how.name}`);
  expect(RECORDED.map((request) => `${request.client}: ${request.case}`)).toEqual(expected);
});

describe("a request as its client sends it", () => {
  it.each(RECORDED.map((request, i) => ({ ...request, i, name: `${request.client}: ${request.case}` })))(
    "$name",
    async ({ path, headers, body, i }) => {
      const { how = TOOL_CASE } = HOW[i] ?? {};
      server.upstream.script("groq", scriptOf(how));
      const answer = await fetch(server.url + path, {
        method: "POST",
        headers: { ...headers, authorization: `Bearer ${server.key}` },
        body: body.replace("MODEL", model(i)),
      });
      const text = await answer.text();
      if (how.script === "vectors") {
        expect(vectorIn(text)).toBe(TEXT.vectors);
        return;
      }
      if (!path.includes("/chat/")) {
        expectTranslated(path, answer.status, text, how);
        return;
      }
      if (!how.stream) {
        expect(answer.status).toBe(how.whole ? 200 : 503);
        const { choices, error } = JSON.parse(text);
        expect(how.whole ? choices[0].message.content : error.message).toEqual(expect.any(String));
        return;
      }
      expect(answer.headers.get("content-type")).toContain("text/event-stream");
      const bodies = bodiesOf(text);
      expect(saidIn(bodies)).toBe(how.whole ? TEXT.ok : "Hello");
      expect(text.endsWith("data: [DONE]\n\n")).toBe(how.whole);
      expect(bodies.filter(({ error }) => error).map((told) => "choices" in told)).toEqual(how.whole ? [] : [false]);
      const asked = JSON.parse(body).stream_options?.include_usage === true;
      expect(bodies.some(({ choices }) => choices?.length === 0)).toBe(asked && how.whole);
    },
  );
});

/** What other protocols say of an answer: a complete one is complete, and an interrupted one never looks like it. */
function expectTranslated(path: string, status: number, text: string, how: { stream: boolean; whole: boolean }): void {
  const [last, whole, failed] = path.includes("/responses")
    ? ["response.completed", '"status":"completed"', "response.failed"]
    : ["message_stop", '"stop_reason":"end_turn"', "error"];
  if (!how.stream) {
    expect(status).toBe(how.whole ? 200 : 503);
    expect(text.includes(whole)).toBe(how.whole);
    return;
  }
  const names = [...text.matchAll(/^event: (\S+)$/gm)].map(([, name]) => name);
  expect(names.at(-1)).toBe(how.whole ? last : failed);
  expect(names.includes(last)).toBe(how.whole);
}

/** The figures of the first vector of an answer, which may be base64 of 32-bit floats. */
function vectorIn(text: string): string {
  const { embedding } = (JSON.parse(text) as { data: { embedding: number[] | string }[] }).data[0] ?? { embedding: "" };
  if (typeof embedding !== "string") return embedding.join(",");
  const bytes = Buffer.from(embedding, "base64");
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4)).join(",");
}
