import { describe, expect, it } from "vitest";
import { withNative } from "./native-kit";
import { DONE, eventOf, expectWhole, sends, sendsJson, USAGE, withOddServer } from "./odd-answers";

const { ask } = withOddServer();
const FRAME = { id: "c", object: "chat.completion.chunk", created: 1, model: "m" };
const choice = (fields: object) => eventOf({ ...FRAME, choices: [fields] });
const usage = eventOf({ ...FRAME, choices: null, usage: USAGE });

describe("a chunk of a stream", () => {
  it("has an object as its delta if the gateway sends null", async () => {
    const start = choice({ index: 0, delta: null, finish_reason: null });
    const answer = await ask(
      sends(
        start +
          choice({ index: 0, delta: { content: "Hello" } }) +
          start +
          choice({ index: 0, delta: null, finish_reason: "stop" }) +
          usage +
          DONE,
      ),
    );
    expectWhole(answer);
    for (const { choices } of answer.bodies) for (const { delta } of choices) expect(delta).toBeTypeOf("object");
    expect(answer.text).not.toContain('"delta":null');
  });

  it("numbers its choice if the gateway omits the number", async () => {
    const pieces = ["Hel", "lo"].map((content) => choice({ delta: { content } }));
    const answer = await ask(sends(pieces.join("") + choice({ delta: {}, finish_reason: "stop" }) + usage + DONE));
    expectWhole(answer);
    expect(answer.bodies.flatMap(({ choices }) => choices.map(({ index }: { index: number }) => index))).toEqual([
      0, 0, 0,
    ]);
    const whole = {
      ...FRAME,
      choices: [{ message: { role: "assistant", content: "Hello" }, finish_reason: "stop" }],
      usage: USAGE,
    };
    expect((await ask(sendsJson(whole), { stream: false })).bodies[0].choices[0].index).toBe(0);
  });
});

describe("a sign of life between the chunks of a stream", () => {
  it.each([
    "event: ping\ndata: {}\n\n",
    "data: ping\n\n",
    "data: [KEEP-ALIVE]\n\n",
    "data: : heartbeat\n\n",
    'data: {"type":"ping"}\n\n',
    "event: ping\ndata:\n\n",
  ])("reaches no client, nor ends the answer: %j", async (sign) => {
    const pieces = ["Hel", "lo"].map((content) => choice({ index: 0, delta: { content } }));
    const end = choice({ index: 0, delta: {}, finish_reason: "stop" }) + usage + DONE;
    for (const stream of [true, false]) {
      const answer = await ask(sends([sign, ...pieces, end].join(sign)), { stream });
      expectWhole(answer);
      for (const { choices } of answer.bodies) expect(choices).toBeInstanceOf(Array);
      expect(answer.text).not.toMatch(/ping|alive|beat/i);
    }
  });

  it("is not half an event", async () => {
    const answer = await ask(sends(`${choice({ index: 0, delta: { content: "Hello" } })}data: {"choices":[{"ind\n\n`));
    expect(answer.last.error.message).toContain("not JSON");
  });
});

const REFUSED = { error: { code: 429, message: "Resource has been exhausted", status: "RESOURCE_EXHAUSTED" } };

describe("an error in an answer with status 200", () => {
  it.each<[string, unknown, number, string]>([
    ["in a list", [REFUSED], 429, "Resource has been exhausted"],
    ["as text", { error: "no capacity left" }, 503, "no capacity left"],
    ["as a list", { error: ["no capacity left"] }, 503, "no capacity left"],
    ["as a detail", { detail: "no capacity left" }, 503, "no capacity left"],
  ])("%s is read", async (_, body, status, words) => {
    for (const stream of [false, true]) {
      const answer = await ask(sendsJson(body as object), { stream });
      expect([answer.status, answer.last.error.message]).toEqual([status, expect.stringContaining(words)]);
    }
  });
});

describe("an implausible Retry-After", () => {
  it("is omitted", async () => {
    for (const header of ["99999999999", "9999999999999999"]) {
      const answer = await ask((response) => {
        response.writeHead(429, { "content-type": "application/json", "retry-after": header }).end("{}");
      });
      expect([answer.status, answer.last.error.retry_after]).toEqual([429, undefined]);
    }
  });
});

describe("an error of a gateway that speaks the client's protocol", () => {
  const native = withNative();

  it.each<[string, object]>([
    ["/responses", { input: "hi" }],
    ["/messages", { max_tokens: 9, messages: [{ role: "user", content: "hi" }] }],
  ])("is read, whatever its form: %s", async (path, ask) => {
    for (const [i, body] of [
      [REFUSED],
      { error: "no room" },
      { error: ["no room"] },
      { detail: "no room" },
    ].entries()) {
      native.server().upstream.script("fireworks", (_, response) => {
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
      const answer = await native.post(path, { ...ask, model: ["lab/m1", "lab/m3", "lab/m4", "lab/m5"][i] });
      expect(await answer.text()).toContain(i === 0 ? "Resource has been exhausted" : "no room");
    }
  });
});
