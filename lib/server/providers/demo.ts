import { setTimeout as sleep } from "node:timers/promises";
import { DEMO } from "@/lib/models/gateway-names";
import { priceOf, UNIT } from "@/lib/models/price";
import type { UpstreamCall, UpstreamFlow, UpstreamSink } from "./call";
import { modalityArchitecture } from "./capabilities";
import { demoAnswer } from "./demo-answer";
import { ACTIVE } from "./lifecycle";
import type { Provider } from "./provider";

const ROWS = {
  "demo/echo": "Demo Echo",
  "demo/thinker": "Demo Thinker",
};
const DESCRIPTION =
  "A stand-in that answers in this process and costs nothing: for trying the program without any account. No real model.";
/** Delay between two chunks, in ms, so that streaming is visible. */
const PIECE_MS = 15;

/** The demo gateway: two models that answer without a network. Enabled by DEMO_GATEWAY. */
export const demo: Provider = {
  slug: DEMO,
  name: "Demo",
  aliases: [],
  hue: 300,
  key: { env: "DEMO_API_KEY", required: false, headers: () => ({}) },
  hosts: {},
  chat: { path: "", lacks: ["completions", "embeddings"], keyless: true, call: answerLocally },
  async *list() {
    yield { rows: Object.keys(ROWS), total: 2 };
  },
  read(row) {
    const name = ROWS[row as keyof typeof ROWS];
    if (!name) return null;
    return {
      id: row as string,
      name,
      description: DESCRIPTION,
      owned_by: "demo",
      created: null,
      ...ACTIVE,
      ...priceOf({ prompt: 0, completion: 0 }, UNIT.usdPerMillion),
      context_length: 32_768,
      max_output_length: 8_192,
      architecture: modalityArchitecture("text", "text"),
      supported_parameters: ["max_tokens", ...(row === "demo/thinker" ? ["reasoning"] : [])],
    };
  },
};

/** Responds like a gateway, without a network. */
function answerLocally({ body }: UpstreamCall, sink: UpstreamSink): UpstreamFlow {
  const closing = new AbortController();
  const answer = demoAnswer(JSON.parse(String(body)));
  const pieces = answer.stream ? answer.pieces : [Buffer.from(answer.whole)];
  const echo = async () => {
    sink.head(200, { "content-type": answer.stream ? "text/event-stream" : "application/json" });
    for (const piece of pieces) {
      if (closing.signal.aborted) return;
      sink.data(piece);
      if (answer.stream) await sleep(PIECE_MS, undefined, { signal: closing.signal });
    }
    sink.end(null);
  };
  setImmediate(() => {
    if (!closing.signal.aborted) echo().catch((error: Error) => closing.signal.aborted || sink.end(error));
  });
  return { pause: () => {}, resume: () => {}, close: () => closing.abort() };
}
