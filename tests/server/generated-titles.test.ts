import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChatSession } from "@/lib/contract/conversation";
import { play, type Script, type UpstreamRequest } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { type TestPlace, testPlaces } from "./databases";

const completion = (content: string) => ({
  id: "x",
  object: "chat.completion",
  created: 1,
  model: "llama",
  choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
  usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 },
});

describe.each(await testPlaces())("the title of a conversation over %s", (_, open) => {
  let place: TestPlace;
  let server: ChatServer;
  beforeAll(async () => {
    place = await open();
    const thinks = { supported_parameters: ["reasoning_effort"] };
    server = await startChatServer([chatOffer("groq", "llama"), chatOffer("together", "thinker", thinks)], {
      variables: place.variables,
      // A busy machine takes its time.
      times: { silenceMs: 30_000, wholeMs: 30_000 },
    });
  });
  afterAll(async () => {
    await server.stop();
    await place.remove();
  });
  beforeEach(() => {
    server.upstream.calls.length = 0;
  });

  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await server.harness.get(`/v1/chat${path}`, {
      method,
      headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return ((await answer.json()) as { data: T }).data;
  };

  /** Sends a first message, with what the gateway says when it is asked for a title. */
  async function titled(
    title: string | Script,
    settings: object,
    to: string | object[] = "llama",
  ): Promise<ChatSession> {
    for (const gateway of ["groq", "together"])
      server.upstream.script(gateway, (call, response) => {
        if (call.body.stream) return play("ok", call, response);
        if (typeof title !== "string" || title === "error") return play("500", call, response);
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(completion(title)));
      });
    const content = "# How do **tides** work?\nIn detail.";
    const at = [{ parent_id: null, targets: typeof to === "string" ? [{ model: to }] : to }];
    const { id } = await ask<ChatSession>("POST", "/send", { settings, content, at });
    await server.harness.chat.answers.idle();
    return ask("GET", `/sessions/${id}`);
  }

  it("is made by the model that answered, in one call of at most 20 tokens that is counted", async () => {
    const before = (await server.usage()).length;
    expect((await titled('"**How tides work.**"', { generate_title: true })).title).toBe("How tides work");
    const [, call, ...more] = server.upstream.calls;
    expect(more).toEqual([]);
    expect(call?.body).toMatchObject({ model: "llama", max_tokens: 20 });
    expect(JSON.stringify(call?.body.messages)).toContain("tides");
    expect((await server.usage()).length).toBe(before + 2);
  });

  it("is made once for answers side by side", async () => {
    const targets = [{ model: "llama" }, { model: "thinker" }];
    expect((await titled("Tides", { generate_title: true }, targets)).title).toBe("Tides");
    expect(server.upstream.calls.map(({ body }) => body.stream ?? false).sort()).toEqual([false, true, true]);
  });

  it("is made without reasoning where the offer can leave it out", async () => {
    expect((await titled("<think>\nhm\n</think>\nTides", { generate_title: true }, "thinker")).title).toBe("Tides");
    expect(server.upstream.calls[1]?.body.reasoning_effort).toBe("none");
    expect(server.upstream.calls[0]?.body.reasoning_effort).toBeUndefined();
  });

  it.each([["error"], [""], ["<think>so far"]])(
    "is the first line without Markdown where that gives %j",
    async (said) => {
      expect((await titled(said, { generate_title: true })).title).toBe("How do tides work?");
    },
  );

  it("counts as a request of its key, and is left out when none is left", async () => {
    const { accounts, keys } = server.harness.auth;
    const one = await server.harness.key();
    const caller = await keys.caller(one);
    const at = new Date().toISOString();
    const { accountId = 0, keyId = 0 } = caller ?? {};
    await accounts.changeKey(accountId, keyId, { requests_per_minute: 1 }, at);
    keys.forget(keyId);
    const body = { content: "Tides", settings: { generate_title: true }, at: [{ targets: [{ model: "llama" }] }] };
    const init = { method: "POST", headers: { authorization: `Bearer ${one}` }, body: JSON.stringify(body) };
    expect((await server.harness.get("/v1/chat/send", init)).status).toBe(201);
    await server.harness.chat.answers.idle();
    expect(server.upstream.calls.map(({ body }) => body.stream)).toEqual([true]);
  });

  it("costs no call unless it is asked for", async () => {
    expect((await titled("never", {})).title).toBe("How do tides work?");
    expect((await titled("never", { generate_title: false })).title).toBe("How do tides work?");
    expect(server.upstream.calls.map(({ body }) => body.stream)).toEqual([true, true]);
  });
});

it("the call for a title ends when the process stops", async () => {
  const server = await startChatServer([chatOffer("groq", "llama")], {
    times: { silenceMs: 600_000, wholeMs: 600_000 },
  });
  const asked = new Promise<UpstreamRequest>((resolve) => {
    server.upstream.script("groq", (call, response) => {
      if (call.body.stream) return play("ok", call, response);
      resolve(call);
    });
  });
  const body = { content: "Tides", settings: { generate_title: true }, at: [{ targets: [{ model: "llama" }] }] };
  const init = { method: "POST", headers: { authorization: `Bearer ${server.key}` }, body: JSON.stringify(body) };
  expect((await server.harness.get("/v1/chat/send", init)).status).toBe(201);
  const { closed } = await asked;
  await server.harness.chat.answers.close();
  await closed;
  await server.stop();
});
