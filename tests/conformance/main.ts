import { mkdirSync, writeFileSync } from "node:fs";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { chatOffer, startChatServer } from "../server/chat-server";
import { BEHAVIORS, type Outcome } from "./behaviors";
import { FORMS } from "./gateways";
import { PROTOCOLS } from "./protocols";

const FILE = "components/docs/conformance.json";

const rows = [];
let failures = 0;
for (const form of FORMS) {
  const provider = PROVIDERS.find(({ slug }) => slug === form.slug);
  if (!provider) throw new Error(`there is no gateway ${form.slug}`);
  const model = "lab/m1";
  const architecture = { input_modalities: ["text", "image"], output_modalities: ["text"] };
  const offer = chatOffer(form.slug, model, { architecture, context_length: null });
  const server = await startChatServer([offer], {
    times: { silenceMs: 60_000, wholeMs: 60_000 },
    gateways: [provider],
  });
  const results: Record<string, Record<string, Outcome>> = {};
  for (const protocol of PROTOCOLS) {
    const outcomes: Record<string, Outcome> = {};
    for (const [name, behavior] of Object.entries(BEHAVIORS)) {
      const post = (body: object, signal?: AbortSignal) =>
        fetch(server.url + protocol.path, {
          method: "POST",
          headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
          body: JSON.stringify({ model, ...body }),
          ...(signal ? { signal } : {}),
        });
      outcomes[name] = await behavior({ upstream: server.upstream, form, protocol, post }).catch((): Outcome => "fail");
      if (outcomes[name] === "fail") {
        failures++;
        console.log(`${provider.name}, ${protocol.name}: ${name} fails`);
      }
    }
    results[protocol.name] = outcomes;
  }
  rows.push({ gateway: form.slug, name: provider.name, evidence: form.evidence, results });
  await server.stop();
}
mkdirSync("components/docs", { recursive: true });
const date = new Date().toISOString().slice(0, 10);
writeFileSync(FILE, `${JSON.stringify({ date, behaviors: Object.keys(BEHAVIORS), rows }, null, 2)}\n`);
console.log(`${FILE}: ${rows.length} gateways, ${failures} failures`);
process.exit(failures > 0 ? 1 : 0);
