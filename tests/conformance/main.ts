import { mkdirSync, writeFileSync } from "node:fs";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { chatOffer, startChatServer } from "../server/chat-server";
import { BEHAVIORS, type Outcome } from "./behaviors";
import { FORMS } from "./gateways";
import { nativeWay, PROTOCOLS, type Protocol } from "./protocols";
import { CHAT, type Way } from "./ways";

const FILE = "components/docs/conformance.json";
const MODEL = "lab/m1";

type Outcomes = Record<string, Record<string, Outcome>>;

const rows = [];
let failures = 0;
for (const form of FORMS) {
  const provider = PROVIDERS.find(({ slug }) => slug === form.slug);
  if (!provider) throw new Error(`there is no gateway ${form.slug}`);
  /** The outcomes of each protocol, at a server of their own: it remembers which paths a gateway lacks. */
  const tryAll = async (wayOf: (protocol: Protocol) => Way | null) => {
    const architecture = { input_modalities: ["text", "image"], output_modalities: ["text"] };
    const offer = chatOffer(form.slug, MODEL, { architecture, context_length: null });
    const times = { silenceMs: 60_000, wholeMs: 60_000 };
    const server = await startChatServer([offer], { times, gateways: [provider] });
    const results: Outcomes = {};
    for (const protocol of PROTOCOLS) {
      const way = wayOf(protocol);
      if (!way) continue;
      const post = (body: object, signal?: AbortSignal) =>
        fetch(server.url + protocol.path, {
          method: "POST",
          headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
          body: JSON.stringify({ model: MODEL, ...body }),
          ...(signal ? { signal } : {}),
        });
      const outcomes: Record<string, Outcome> = {};
      for (const [name, behavior] of Object.entries(BEHAVIORS)) {
        const { upstream } = server;
        outcomes[name] = await behavior({ upstream, form, way, protocol, post }).catch((): Outcome => "fail");
        if (outcomes[name] !== "fail") continue;
        failures++;
        console.log(`${provider.name}, ${protocol.name} at ${way.path}: ${name} fails`);
      }
      results[protocol.name] = outcomes;
    }
    await server.stop();
    return results;
  };
  const results = await tryAll(() => CHAT);
  const passedThrough = await tryAll((protocol) => nativeWay(provider, protocol));
  rows.push({
    gateway: form.slug,
    name: provider.name,
    evidence: form.evidence,
    assumed: form.assumed ?? null,
    results,
    passedThrough,
  });
}
mkdirSync("components/docs", { recursive: true });
const date = new Date().toISOString().slice(0, 10);
writeFileSync(FILE, `${JSON.stringify({ date, behaviors: Object.keys(BEHAVIORS), rows }, null, 2)}\n`);
console.log(`${FILE}: ${rows.length} gateways, ${failures} failures`);
process.exit(failures > 0 ? 1 : 0);
