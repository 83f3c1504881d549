import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Preset } from "@/lib/contract/preset";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { type TestPlace, testPlaces } from "./databases";

const architecture = { input_modalities: ["text"], output_modalities: ["embeddings"] };
const embedder = (id: string) => chatOffer("groq", id, { architecture });

describe.each(await testPlaces())("presets over %s", (_, open) => {
  let place: TestPlace;
  let server: ChatServer;
  beforeAll(async () => {
    place = await open();
    const offers = [chatOffer("groq", "llama"), chatOffer("together", "llama")];
    server = await startChatServer([...offers, chatOffer("fireworks", "native"), embedder("one"), embedder("two")], {
      variables: place.variables,
      nativeGateway: true,
    });
  });
  afterAll(async () => {
    await server.stop();
    await place.remove();
  });
  afterEach(async () => {
    for (const { id } of (await (await ask("GET", "/v1/presets")).json()).data as Preset[])
      await ask("DELETE", `/v1/presets/${id}`);
  });

  const ask = (method: string, path: string, body?: unknown, key = server.key) =>
    server.harness.get(path, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const create = async (body: object) =>
    ((await (await ask("POST", "/v1/presets", body)).json()) as { data: Preset }).data;
  const call = (path: string, body: object, key = server.key) =>
    fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const sent = (gateway: string) => server.upstream.calls.filter((one) => one.gateway === gateway).at(-1)?.body;

  const REVIEW = {
    name: "Code review",
    model: "llama",
    gateway: "together",
    settings: { system: "Be strict.", temperature: 0.2, max_tokens: 50 },
  };

  it.each<[string, object]>([
    ["/v1/messages", { max_tokens: 5, messages: [{ role: "user", content: "hi" }] }],
    ["/v1/responses", { input: "hi" }],
  ])("reach a gateway that takes %s itself with all that they say", async (path, body) => {
    await create({ ...REVIEW, model: "native", gateway: null });
    expect((await call(path, { model: "preset:Code review", ...body })).status).toBe(200);
    const system = { role: "system", content: "Be strict." };
    expect(sent("fireworks")).toMatchObject({ model: "native", temperature: 0.2, messages: [system, {}] });
  });

  it("of two accounts do not share the dimensions of their embeddings", async () => {
    const other = await server.harness.key({ subject: "another" });
    await create({ ...REVIEW, name: "E", model: "one", gateway: null });
    await ask("POST", "/v1/presets", { name: "E", model: "two" }, other);
    server.upstream.script("groq", ({ body }, response) => {
      const data = [{ object: "embedding", index: 0, embedding: body.model === "one" ? [1, 2] : [1, 2, 3] }];
      response.end(JSON.stringify({ object: "list", data, usage: { prompt_tokens: 1, total_tokens: 1 } }));
    });
    for (const key of [server.key, other, server.key])
      expect((await call("/v1/embeddings", { model: "preset:E", input: "x" }, key)).status).toBe(200);
    expect(sent("groq")).toEqual({ model: "one", input: "x" });
    server.upstream.script("groq", "ok");
  });

  it("are created, listed by name, changed, and deleted", async () => {
    const made = await create(REVIEW);
    expect(made).toMatchObject({ ...REVIEW, settings: { ...REVIEW.settings, top_p: null } });
    const other = await create({ name: "Álpha", model: "llama" });
    expect(other.gateway).toBeNull();
    const list = (await (await ask("GET", "/v1/presets")).json()) as { data: Preset[] };
    expect(list.data.map(({ name }) => name)).toEqual(["Álpha", "Code review"]);
    const changed = await ask("PATCH", `/v1/presets/${made.id}`, { gateway: null, settings: { top_p: 0.5 } });
    expect(await changed.json()).toMatchObject({
      data: { name: "Code review", gateway: null, settings: { system: "", temperature: null, top_p: 0.5 } },
    });
    expect((await ask("DELETE", `/v1/presets/${made.id}`)).status).toBe(200);
    expect((await ask("GET", `/v1/presets/${made.id}`)).status).toBe(404);
  });

  it("have names of their own, and none of another preset as their model", async () => {
    const made = await create(REVIEW);
    const taken = await ask("POST", "/v1/presets", { ...REVIEW, name: "code REVIEW" });
    expect(await taken.json()).toMatchObject({ error: { code: "name_taken", param: "name" } });
    expect((await ask("PATCH", `/v1/presets/${made.id}`, { name: "CODE review" })).status).toBe(200);
    for (const bad of [{ name: "a/b" }, { name: "" }, { model: "preset:x" }, { settings: { temperature: 9 } }])
      expect((await ask("POST", "/v1/presets", { ...REVIEW, name: "free", ...bad })).status).toBe(400);
  });

  it("belong to one account", async () => {
    const made = await create(REVIEW);
    const stranger = await server.harness.key({ subject: "stranger" });
    expect((await ask("GET", `/v1/presets/${made.id}`, undefined, stranger)).status).toBe(404);
    expect((await ask("PATCH", `/v1/presets/${made.id}`, { name: "mine" }, stranger)).status).toBe(404);
    expect((await ask("DELETE", `/v1/presets/${made.id}`, undefined, stranger)).status).toBe(404);
    const messages = [{ role: "user", content: "x" }];
    const called = await call("/v1/chat/completions", { model: "preset:Code review", messages }, stranger);
    expect(called.status).toBe(404);
    expect(await called.json()).toMatchObject({ error: { code: "model_not_found", param: "model" } });
  });

  it.each([
    ["/v1/chat/completions", { messages: [{ role: "user", content: "x" }] }],
    ["/v1/responses", { input: "x" }],
    ["/v1/messages", { max_tokens: 30, messages: [{ role: "user", content: "x" }] }],
  ])("are models of %s", async (path, body) => {
    await create(REVIEW);
    const answer = await call(path, { model: "preset:code review", ...body });
    expect(answer.status, await answer.clone().text()).toBe(200);
    expect(sent("together")).toMatchObject({
      model: "llama",
      temperature: 0.2,
      max_tokens: "max_tokens" in body ? 30 : 50,
      messages: [
        { role: "system", content: "Be strict." },
        { role: "user", content: "x" },
      ],
    });
  });

  it("give way to what a request says itself", async () => {
    await create(REVIEW);
    const messages = [
      { role: "system", content: "Be kind." },
      { role: "user", content: "x" },
    ];
    const more = { messages, temperature: 0, max_completion_tokens: 9, provider: { only: ["groq"] } };
    await call("/v1/chat/completions", { model: "preset:Code review", ...more });
    expect(sent("groq")).toMatchObject({ messages, temperature: 0 });
    expect(JSON.stringify(sent("groq"))).not.toContain("50");
  });
});
