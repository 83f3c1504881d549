import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chunk } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { type TestPlace, testPlaces } from "./databases";

const RUNS = { numRuns: 25 };
const HARD = ["\u0000", "a\u0000b", "\ud800", "\udc00x", "é", "😀", "\ufffd", "%", "_", "\\", "'", '"', "\u202e"];
const text = fc.array(fc.oneof(fc.constantFrom(...HARD), fc.string({ unit: "binary", maxLength: 8 })), {
  maxLength: 4,
});
const anyText = text.map((parts) => parts.join(""));
const edges = [0, -1, 1.5, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 1e300, -(2 ** 63)];
const anyNumber = fc.oneof(fc.constantFrom(...edges), fc.integer(), fc.double());

const places = await testPlaces();

describe("the API on each database", () => {
  let servers: { place: TestPlace; server: ChatServer }[] = [];
  beforeAll(async () => {
    for (const [, open] of places) {
      const place = await open();
      // Limits would return their remaining seconds, which differ.
      const variables = {
        ...place.variables,
        CONVERSATION_WRITES_PER_MINUTE: "1000000",
        REQUESTS_PER_MINUTE: "1000000",
      };
      servers.push({ place, server: await startChatServer([chatOffer("groq", "llama")], { variables }) });
    }
  });
  afterAll(async () => {
    for (const { place, server } of servers) {
      await server.stop();
      await place.remove();
    }
    servers = [];
  });

  /** The status and the time-independent parts of each database's response. */
  async function ask(method: string, path: string, body?: unknown) {
    return Promise.all(
      servers.map(async ({ server: { harness, key } }) => {
        const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
        const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
        const answer = await harness.get(path, init);
        const whole = await answer.text();
        // An answer that is still being written would be in another state at each database.
        await harness.chat.answers.idle();
        const said = whole
          .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
          .replace(/"duration_ms":\d+/g, "DURATION")
          .replace(/"(?:request_id|key|prefix|last_four|token|path)":"[^"]*"/g, "OWN");
        return { status: answer.status, said, json: JSON.parse(whole) as { data?: { id: number; token?: string } } };
      }),
    );
  }

  /** Sends the same request to every database; all must respond the same, without failing. */
  async function alike(method: string, path: string, body?: unknown) {
    const answers = await ask(method, path, body);
    for (const { status, said } of answers) {
      expect(status, said).toBeLessThan(500);
      expect({ status, said }).toEqual({ status: answers[0]?.status, said: answers[0]?.said });
    }
    return answers[0] as (typeof answers)[number];
  }

  it("stores and finds any text and any number the same way, and never fails", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyNumber, anyNumber, async (one, two, n, m) => {
        const made = await alike("POST", "/v1/chat/sessions", {
          title: one,
          model: two,
          settings: { system: one, top_p: n },
        });
        const plain = await alike("POST", "/v1/chat/sessions", { title: one, model: two, settings: { system: two } });
        const id = (made.json.data ?? plain.json.data)?.id ?? 1;
        const messages = `/v1/chat/sessions/${id}/messages`;
        await alike("POST", messages, { role: "user", content: one, model: two });
        await alike("POST", messages, { role: "user", content: [{ type: "text", text: two, [one]: n }], tokens: n });
        await alike("POST", messages, { role: "user", content: two, parent_id: m });
        await alike("POST", `/v1/chat/sessions/${id}/answers`, { parent_id: n, wishes: [{ model: one || "x" }] });
        await alike("POST", `/v1/chat/sessions/${id}/stop`, { message_id: n });
        await alike("PATCH", `/v1/chat/sessions/${id}`, { title: two, settings: { max_tokens: m } });
        await alike("POST", "/v1/chat/search", { query: one, limit: 5 });
        await alike("GET", `/v1/chat/sessions/${id}`);
        await alike("GET", `/v1/chat/sessions/${id}/export?format=json`);
      }),
      RUNS,
    );
  }, 60_000);

  it("marks, imports, and names what to call the same way, whatever the text and the number", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyNumber, async (one, two, n) => {
        const asked = encodeURIComponent(one.toWellFormed());
        const { json } = await alike("POST", "/v1/chat/sessions", { title: one });
        const id = json.data?.id ?? 1;
        await alike("PATCH", `/v1/chat/sessions/${id}`, { tags: [one, two, "same"], pinned: true, leaf_id: n });
        await alike("PATCH", `/v1/chat/sessions/${id}`, { tags: [`t${one}`] });
        await alike("GET", `/v1/chat/sessions?tag=t${asked}&limit=3`);
        await alike("GET", "/v1/chat/tags");
        const message = { author: { role: "user" }, content: { parts: [two] }, create_time: n };
        const mapping = { [one]: { message }, [`${one}.`]: { parent: one, message } };
        await alike("POST", "/v1/chat/import", [{ title: two, create_time: n, mapping, current_node: one }]);
        await alike("DELETE", `/v1/chat/sessions/${id}/messages/${n}`);
        const settings = { system: one, temperature: n };
        for (const name of [one, "always"]) await alike("POST", "/v1/presets", { name, model: two || "x", settings });
        const made = await alike("POST", "/v1/presets", { name: "a", model: `x${two}`, gateway: `g${one}` });
        await alike("PATCH", `/v1/presets/${made.json.data?.id ?? n}`, { name: one, settings: { system: two } });
        await alike("GET", "/v1/presets");
        await alike("DELETE", `/v1/presets/${made.json.data?.id ?? n}`);
        await alike("GET", `/v1/generation?id=${asked}`);
        await alike("GET", `/v1/responses/${asked || "x"}`);
        await alike("GET", `/v1/responses/${asked || "x"}/input_items?after=${asked}`);
        await alike("POST", "/v1/keys", { name: "limited" });
        const limits = { spend_limit_day_usd: n, spend_limit_week_usd: n, spend_limit_month_usd: n };
        await alike("PATCH", "/v1/keys/2", { name: one, ...limits });
        await alike("PATCH", "/v1/keys/2", {
          name: "a test",
          allowed_models: [one, `${two}/*`],
          allowed_gateways: [two],
        });
      }),
      RUNS,
    );
  }, 60_000);

  it("responds the same for any ID, offset, and limit in a URL", async () => {
    const ids = [
      "0",
      "-1",
      "1.5",
      "2147483647",
      "2147483648",
      "9223372036854775808",
      "1e400",
      "NaN",
      "%00",
      "%ED%A0%80",
    ];
    for (const id of ids) {
      await alike("GET", `/v1/chat/sessions/${id}`);
      await alike("PATCH", `/v1/chat/sessions/${id}`, { is_active: true });
      await alike("DELETE", `/v1/chat/sessions/${id}`);
      await alike("DELETE", `/v1/keys/${id}`);
      await alike("GET", `/v1/changes?before=${id}`);
      await alike("GET", `/v1/changes?limit=${id}`);
      await alike("GET", `/v1/usage?days=${id}`);
      await alike("GET", `/v1/chat/sessions?limit=5&offset=${id}`);
      await alike("GET", `/v1/chat/shared/${id}`);
    }
  });

  it("creates keys and reports with any text and number the same way", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyNumber, anyNumber, async (name, n, m) => {
        await alike("POST", "/v1/keys", { name, requests_per_minute: n, spend_limit_usd: m, expires_in_days: n });
        await alike("POST", "/v1/keys", { name });
        await alike("GET", "/v1/keys");
        await alike("POST", "/v1/reports", { model: "llama", gateway: "groq", native_id: "llama", note: name });
        await alike("POST", "/v1/reports", { model: name, gateway: "groq", native_id: name });
        await alike("PUT", "/v1/gateway-keys/groq", { key: `sk-${name}` });
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it("returns a key's usage the same way, whatever counts a gateway reported", async () => {
    const counts = [3, 1.5, 2 ** 31, 2 ** 63, -1];
    for (const { server } of servers) {
      let next = 0;
      server.upstream.script("groq", ({ body }, response) => {
        const count = counts[next++];
        const usage = { prompt_tokens: count, completion_tokens: count, total_tokens: count };
        const choices = [{ index: 0, message: { role: "assistant", content: "hi" }, finish_reason: "stop" }];
        response.writeHead(200, { "content-type": "application/json" });
        response.end(
          JSON.stringify({ id: "1", object: "chat.completion", created: 1, model: body.model, choices, usage }),
        );
      });
      for (const _ of counts) {
        const answer = await server.post({ model: "llama", messages: [{ role: "user", content: "hi" }] });
        expect((await answer.json()).choices[0].message.content).toBe("hi");
      }
      await server.usage();
    }
    const usage = await ask("GET", "/v1/usage");
    for (const { status, json } of usage) {
      expect(status).toBe(200);
      expect(json).toMatchObject({ total: { requests: counts.length }, models: [{ requests: counts.length }] });
    }
  });
});

describe.each(places)("an answer stored in %s", (_, open) => {
  it("with NUL and a lone surrogate ends, and keeps its text", async () => {
    const place = await open();
    const server = await startChatServer([chatOffer("groq", "llama")], { variables: place.variables });
    server.upstream.script("groq", ({ body }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const content of ["a\u0000b \ud83d", "\ude00 \ud800", "c"]) response.write(chunk(body.model, { content }));
      response.end(`${chunk(body.model, {}, "stop")}data: [DONE]\n\n`);
    });
    const call = async (method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${server.key}`, "content-type": "application/json" };
      const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
      return server.harness.get(`/v1/chat/sessions${path}`, init);
    };
    const { data } = (await (await call("POST", "", {})).json()) as { data: { id: number } };
    const said = (await (await call("POST", `/${data.id}/messages`, { role: "user", content: "hi" })).json()) as {
      data: { id: number };
    };
    await call("POST", `/${data.id}/answers`, { parent_id: said.data.id, wishes: [{ model: "llama" }] });
    await server.harness.chat.answers.idle();
    const kept = (await (await call("GET", `/${data.id}`)).json()) as {
      data: { messages: { content: string; state: string }[] };
    };
    expect(kept.data.messages.at(-1)).toMatchObject({ state: "done", content: "a\u0000b 😀 \ud800c" });
    await server.stop();
    await place.remove();
  });
});
