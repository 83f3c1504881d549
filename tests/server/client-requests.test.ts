import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CASES, CLIENTS, type RecordedRequest } from "../clients/clients";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { bodiesOf, saidIn } from "./odd-answers";

const file = join(import.meta.dirname, "..", "clients", "recorded.json");
const RECORDED = JSON.parse(readFileSync(file, "utf8")) as RecordedRequest[];
const model = (i: number) => `lab/recorded-model-${i}x`;

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer(RECORDED.map((_, i) => chatOffer("groq", model(i))));
});
afterAll(() => server.stop());

it("every client has a recorded request for every case", () => {
  const expected = CLIENTS.flatMap((client) => CASES.map(({ name }) => `${client.name}: ${name}`));
  expect(RECORDED.map((request) => `${request.client}: ${request.case}`)).toEqual(expected);
});

describe("a request as its client sends it", () => {
  it.each(RECORDED.map((request, i) => ({ ...request, i, name: `${request.client}: ${request.case}` })))(
    "$name",
    async ({ case: name, path, headers, body, i }) => {
      const how = CASES.find((known) => known.name === name);
      server.upstream.script("groq", how?.script ?? "ok");
      const answer = await fetch(server.url + path, {
        method: "POST",
        headers: { ...headers, authorization: `Bearer ${server.key}` },
        body: body.replace("MODEL", model(i)),
      });
      const text = await answer.text();
      if (!path.includes("/chat/")) {
        expectTranslated(path, answer.status, text, { stream: how?.stream === true, whole: how?.whole === true });
        return;
      }
      if (!how?.stream) {
        expect(answer.status).toBe(how?.whole ? 200 : 503);
        const { choices, error } = JSON.parse(text);
        expect(how?.whole ? choices[0].message.content : error.message).toEqual(expect.any(String));
        return;
      }
      expect(answer.headers.get("content-type")).toContain("text/event-stream");
      const bodies = bodiesOf(text);
      expect(saidIn(bodies)).toBe(how.whole ? "Hello world" : "Hello");
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
