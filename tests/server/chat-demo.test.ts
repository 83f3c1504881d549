import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demo } from "@/lib/server/providers/demo";
import { eventsIn } from "../net/events-in";
import { type Harness, startHarness } from "./harness";

let harness: Harness;
let key: string;

beforeAll(async () => {
  harness = await startHarness({
    providers: [demo],
    variables: { DEMO_GATEWAY: "1" },
    embedded: { asOf: "2026-01-01", offers: [] },
  });
  await harness.sync();
  key = await harness.key();
});
afterAll(() => harness.stop());

const ask = async (body: object) =>
  fetch(`${await harness.url()}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ messages: [{ role: "user", content: "say it again" }], ...body }),
  });

describe("the demo gateway", () => {
  it("echoes without an account, complete and streamed, at no cost", async () => {
    const whole = (await (await ask({ model: "demo/echo" })).json()) as {
      choices: { message: object }[];
      usage: object;
    };
    expect(whole.choices[0]?.message).toMatchObject({ content: "say it again" });
    expect(whole.usage).toMatchObject({ completion_tokens: 3, cost: 0 });
    const text = await (await ask({ model: "demo/echo", stream: true })).text();
    const bodies = eventsIn(Buffer.from(text)).flatMap((event) => {
      const data = event.data;
      return data && data !== "[DONE]" ? [JSON.parse(data)] : [];
    });
    expect(bodies.map(({ choices }) => choices[0]?.delta.content ?? "").join("")).toBe("say it again");
    expect(bodies.at(-1)).toMatchObject({ usage: { cost: 0 }, gatewayz: { gateway: "demo" } });
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
  });

  it("has a model that reasons and writes code and a table", async () => {
    const text = await (await ask({ model: "demo/thinker", stream: true })).text();
    expect(text).toContain('"reasoning"');
    expect(text).toContain("```ts");
  });
});
