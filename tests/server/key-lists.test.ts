import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import type { NewKeyAnswer } from "@/lib/contract/key";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const messages = [{ role: "user", content: "hi" }];
const GONE = { allowed_models: ["acme/vanished", "acme/*"], allowed_gateways: ["closed"] };

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([
    chatOffer("groq", "lab/m1"),
    chatOffer("groq", "mistralai/m4"),
    chatOffer("together", "~mistralai/m5"),
  ]);
});
afterAll(() => server.stop());

const send = async (method: string, path: string, body: object, key = server.key) => {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answer = await fetch(`${server.url}/v1${path}`, { method, headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as NewKeyAnswer & ErrorBody };
};
const create = (lists: object) => send("POST", "/keys", { name: "team", ...lists });
const change = (id: number, body: object) => send("PATCH", `/keys/${id}`, body);

describe("a key's lists", () => {
  it.each(["mistral/*", "mistralai/*", "~Mistral-AI/*"])("allow all models of an author with %s", async (entry) => {
    const { status, body } = await create({ allowed_models: [entry] });
    expect([status, body.allowed_models]).toEqual([201, [entry]]);
    const ask = async (model: string) =>
      (await send("POST", "/chat/completions", { model, messages }, body.key)).status;
    expect([await ask("mistralai/m4"), await ask("~mistralai/m5"), await ask("lab/m1")]).toEqual([200, 200, 403]);
  });

  it("cannot have an unknown author", async () => {
    const { status, body } = await create({ allowed_models: ["lab/*", "nobody-at-all/*"] });
    const message =
      'allowed_models: there is no author "nobody-at-all": expected IDs of models, or all of an author as author/*';
    expect([status, body.error.param, body.error.message]).toEqual([400, "allowed_models", message]);
    expect((await create({ allowed_models: ["/*"] })).status).toBe(400);
  });

  it("may keep a model, an author, and a gateway that are gone, but get no other unknown one", async () => {
    const { id } = (await create({})).body;
    const stored = Object.fromEntries(Object.entries(GONE).map(([name, list]) => [name, JSON.stringify(list)]));
    await server.harness.auth.accounts.db.updateTable("keys").set(stored).where("id", "=", id).execute();
    const renamed = await change(id, { ...GONE, name: "renamed" });
    expect(renamed).toMatchObject({ status: 200, body: { ...GONE, name: "renamed" } });
    expect((await change(id, { allowed_models: [...GONE.allowed_models, "lab/m1"] })).status).toBe(200);
    for (const lists of [{ allowed_models: ["acme/other"] }, { allowed_gateways: ["closed", "nowhere"] }])
      expect((await change(id, lists)).status, JSON.stringify(lists)).toBe(400);
    expect((await create(GONE)).status).toBe(400);
  });
});
