import { describe, expect, it, onTestFinished } from "vitest";
import { text } from "./chat-client";
import { chatOffer, startChatServer } from "./chat-server";
import { testPlaces } from "./databases";

interface Stored {
  id: string;
  store: boolean;
}

describe.each(await testPlaces())("stored responses in %s", (_, openPlace) => {
  async function start() {
    const place = await openPlace();
    onTestFinished(() => place.remove());
    const offer = chatOffer("groq", "llama", { context_length: 2_000_000 });
    const server = await startChatServer([offer], { variables: { ...place.variables, RESPONSES_MEGABYTES: "1" } });
    onTestFinished(() => server.stop());
    const headers = { authorization: `Bearer ${server.key}`, "content-type": "application/json" };
    const create = async (bytes: number, more: object = {}): Promise<Stored> => {
      const body = JSON.stringify({ model: "llama", input: text(bytes), ...more });
      const answer = await fetch(`${server.url}/v1/responses`, { method: "POST", headers, body });
      expect(answer.status).toBe(200);
      return (await answer.json()) as Stored;
    };
    const find = async ({ id }: Stored, method = "GET") =>
      (await fetch(`${server.url}/v1/responses/${id}`, { method, headers })).status;
    return { create, find };
  }

  it("make room for new ones of a full account, the oldest first; longer than its limit is not stored", async () => {
    const { create, find } = await start();
    const old = await create(400_000);
    for (let i = 0; i < 21; i++) await create(10_000);
    const kept = await create(300_000);
    expect(await find(old)).toBe(200);
    const latest = await create(400_000);
    expect([latest.store, await find(old), await find(kept), await find(latest)]).toEqual([true, 404, 200, 200]);
    expect((await create(1_100_000)).store).toBe(false);
  });

  it("are never deleted for others when they are stored for the account: others are not stored", async () => {
    const { create, find } = await start();
    const kept = await create(600_000, { store: true });
    expect((await create(500_000)).store).toBe(false);
    expect((await create(500_000, { store: true })).store).toBe(false);
    expect(await find(kept)).toBe(200);
    expect(await find(kept, "DELETE")).toBe(200);
    expect((await create(500_000)).store).toBe(true);
  });
});
