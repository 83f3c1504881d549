import { setTimeout as sleep } from "node:timers/promises";
import type { ScriptedUpstream, UpstreamRequest } from "../fakes/scripted-upstream";
import type { Form, Said } from "./gateways";
import type { Got, Protocol } from "./protocols";
import type { Way } from "./ways";

export type Outcome = "pass" | "fail" | "none";

/** What a behavior is tested with. */
export interface Trial {
  upstream: ScriptedUpstream;
  form: Form;
  way: Way;
  protocol: Protocol;
  post(body: object, signal?: AbortSignal): Promise<Response>;
}

export type Behavior = (trial: Trial) => Promise<Outcome>;

/** How long an upstream call may outlive its client, in ms. */
const CANCEL_MS = 10_000;
const CALLS = [
  { id: "call_a", name: "add", args: '{"a":1}' },
  { id: "call_b", name: "add", args: '{"a":2}' },
];

/** Scripts the gateway: it answers with `said` in one way, and elsewhere with a 404. `cut` resets the stream before its end. */
function script({ upstream, form, way }: Trial, said: Said, cut = false): void {
  upstream.script(form.slug, ({ path, body }, response) => {
    if (!path.endsWith(way.path)) return void response.writeHead(404).end("{}");
    if (!body.stream) return void response.end(way.whole(said, form, body.model));
    way.stream(said, form, body.model, response, cut);
    if (cut) setImmediate(() => response.destroy());
  });
}

async function got({ protocol, post }: Trial, request: Parameters<Protocol["ask"]>[0]): Promise<Got | null> {
  const body = protocol.ask(request);
  if (!body) return null;
  const response = await post(body);
  const answer = await response.text();
  if (!request.stream || !response.ok) return protocol.read(JSON.parse(answer));
  const lines = answer.split("\n").filter((line) => line.startsWith("data: {"));
  return protocol.add(lines.map((line) => JSON.parse(line.slice("data: ".length))));
}

/** A behavior that is right for a whole answer and for a streamed one. */
function both(
  said: Said,
  request: Parameters<Protocol["ask"]>[0],
  isRight: (got: Got, sent: UpstreamRequest | undefined, way: Way) => boolean,
): Behavior {
  return async (trial) => {
    script(trial, said);
    for (const stream of [false, true]) {
      const answer = await got(trial, { ...request, stream });
      if (!answer) return "none";
      if (!answer.whole || answer.error || !isRight(answer, trial.upstream.calls.at(-1), trial.way)) return "fail";
    }
    return "pass";
  };
}

const argsOf = ({ calls = [] }: Said) =>
  calls.map(({ name, args }) => `${name} ${JSON.stringify(JSON.parse(args))}`).join();
const sameCalls = (got: Got, calls: Said["calls"]) => argsOf(got) === argsOf({ ...(calls ? { calls } : {}) });
const sentHas = (part: "schema" | "image" | "stop") => (_: Got, sent: UpstreamRequest | undefined, way: Way) =>
  JSON.stringify(sent?.body ?? null).includes(`"${way[part]}"`);

export const BEHAVIORS: Readonly<Record<string, Behavior>> = {
  plain: async (trial) => {
    script(trial, { text: "hello" });
    const answer = await got(trial, {});
    return answer?.whole && answer.text === "hello" ? "pass" : "fail";
  },
  stream: async (trial) => {
    script(trial, { text: "hello" });
    const answer = await got(trial, { stream: true });
    return answer?.whole && answer.text === "hello" ? "pass" : "fail";
  },
  tools: both({ calls: CALLS.slice(0, 1) }, { tools: true }, (answer) => sameCalls(answer, CALLS.slice(0, 1))),
  "parallel tools": both({ calls: CALLS }, { tools: true }, (answer) => sameCalls(answer, CALLS)),
  "JSON schema": both({ text: '{"a":1}' }, { schema: true }, sentHas("schema")),
  images: both({ text: "hello" }, { image: true }, sentHas("image")),
  reasoning: both({ text: "hello", reasoning: "thinking" }, {}, ({ reasoning }) => reasoning === "thinking"),
  caching: both({ text: "hello", cached: 4 }, {}, ({ cached }) => cached === 4),
  stop: both({ text: "hello" }, { stop: true }, sentHas("stop")),
  errors: async (trial) => {
    const message = "This model's maximum context length is 4096 tokens, you requested 5000";
    const { way } = trial;
    trial.upstream.script(trial.form.slug, ({ path }, response) => {
      const here = path.endsWith(way.path);
      response.writeHead(here ? 400 : 404).end(JSON.stringify(here ? way.error(message) : {}));
    });
    const body = trial.protocol.ask({});
    const response = await trial.post(body ?? {});
    const answer = (await response.json()) as { error?: { message?: string } };
    return response.status === 400 && answer.error?.message?.includes("4096") ? "pass" : "fail";
  },
  cancel: async (trial) => {
    const closed = new Promise<Outcome>((resolve) => {
      trial.upstream.script(trial.form.slug, ({ path, body, closed: over }, response) => {
        if (!path.endsWith(trial.way.path)) return void response.writeHead(404).end("{}");
        void over.then(() => resolve("pass"));
        trial.way.stream({ text: "hello" }, trial.form, body.model, response, true);
      });
    });
    const leaving = new AbortController();
    const response = await trial.post(trial.protocol.ask({ stream: true }) ?? {}, leaving.signal);
    await response.body?.getReader().read();
    leaving.abort();
    return Promise.race([closed, sleep(CANCEL_MS, "fail" as const, { ref: false })]);
  },
  "cut-off": async (trial) => {
    script(trial, { text: "hello" }, true);
    const answer = await got(trial, { stream: true });
    return answer?.error && !answer.whole ? "pass" : "fail";
  },
};
