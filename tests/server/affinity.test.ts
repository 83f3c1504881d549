import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ChatRequest } from "@/lib/contract/chat";
import { Affinity, promptKeys } from "@/lib/server/chat/affinity";
import type { Bus } from "@/lib/server/limits/bus";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/m1";
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL), chatOffer("together", MODEL)]);
});
afterAll(() => server.stop());
afterEach(() => {
  for (const gateway of ["groq", "together"]) server.upstream.script(gateway, "ok");
});

const say = (role: string, content: string) => ({ role, content });
const ask = async (messages: object[], more: object = {}, key = server.key) => {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await server.post({ model: MODEL, messages, ...more }, { headers });
  await answer.text();
  return answer.headers.get("x-gatewayz-gateway");
};
/** Has a prompt answered by the pricier offer, as a client may ask for. */
const answeredBy = (gateway: string, messages: object[]) => ask(messages, { provider: { only: [gateway] } });

describe("a continued prompt", () => {
  it("goes to the offer that answered last, and others to the cheapest", async () => {
    const first = [say("system", "You are kind."), say("user", "one")];
    expect(await answeredBy("together", first)).toBe("together");
    expect(await ask([...first, say("assistant", "yes"), say("user", "two")])).toBe("together");
    const third = [...first, say("assistant", "yes"), say("user", "two"), say("assistant", "no"), say("user", "three")];
    expect(await ask(third, { stream: true })).toBe("together");
    const another = [say("system", "You are kind."), say("user", "another"), say("assistant", "yes")];
    expect(await ask([...another, say("user", "two")])).toBe("groq");
    const other = await server.harness.key({ subject: "other" });
    expect(await ask(third, {}, other)).toBe("groq");
  });

  it("does not stick to an offer while it is short and new", async () => {
    await answeredBy("together", [say("user", "short")]);
    expect(await ask([say("user", "short")])).toBe("groq");
  });

  it("is found by long instructions alone, and by its cache key", async () => {
    const long = say("system", "instructions ".repeat(400));
    await answeredBy("together", [long, say("user", "one")]);
    expect(await ask([long, say("user", "two")])).toBe("together");
    await ask([say("user", "a")], { prompt_cache_key: "session-1", provider: { only: ["together"] } });
    expect(await ask([say("user", "b")], { prompt_cache_key: "session-1" })).toBe("together");
  });

  it("goes elsewhere when that offer fails, and where the caller says so", async () => {
    const prompt = [say("user", "fails ".repeat(1_000))];
    await answeredBy("together", prompt);
    expect(await ask(prompt, { provider: { sort: "price" } })).toBe("groq");
    await answeredBy("together", prompt);
    expect(await ask(prompt, { provider: { order: ["groq"] } })).toBe("groq");
    await answeredBy("together", prompt);
    server.upstream.script("together", "500");
    expect(await ask(prompt)).toBe("groq");
    server.upstream.script("together", "ok");
    expect(await ask(prompt)).toBe("groq");
  });
});

describe("what is known of the last answer", () => {
  const messages = [say("user", "hi"), say("assistant", "yes"), say("user", "more")];
  const keys = promptKeys({ model: MODEL, messages } as ChatRequest, 1);
  const named = { all: [7], sought: [7] };
  const offer = { gateway: "together", id: MODEL };

  it("ends after as long as caches last", () => {
    let now = 0;
    const affinity = new Affinity(() => now);
    affinity.answered(keys, offer, true);
    now = 599_999;
    expect(affinity.last(keys)).toMatchObject(offer);
    now = 600_000;
    expect(affinity.last(keys)).toBeNull();
  });

  it("is shared with other processes where they would choose another offer", () => {
    const listeners: ((value: unknown) => void)[] = [];
    const told: unknown[] = [];
    const bus = {
      publish: (_: string, value: unknown) => {
        told.push(value);
        for (const listener of listeners) listener(value);
      },
      on: (_: string, listener: (value: unknown) => void) => void listeners.push(listener),
    } as unknown as Bus;
    const [one, other] = [new Affinity(), new Affinity()];
    one.share(bus);
    other.share(bus);
    one.answered(keys, offer, true);
    expect([told.length, other.last(keys)]).toEqual([0, null]);
    one.answered(named, offer, false);
    one.answered(named, offer, false);
    expect([told.length, other.last(named)]).toEqual([1, expect.objectContaining(offer)]);
  });
});
