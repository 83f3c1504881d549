import { type Env, urlSetting } from "../env";
import { cerebras } from "./cerebras";
import { chutes } from "./chutes";
import { deepinfra } from "./deepinfra";
import { demo } from "./demo";
import { fireworks } from "./fireworks";
import { google } from "./google";
import { groq } from "./groq";
import { huggingface } from "./huggingface";
import { nameGateways } from "./names";
import { nebius } from "./nebius";
import { novita } from "./novita";
import { ollama } from "./ollama";
import { openrouter } from "./openrouter";
import type { Provider } from "./provider";
import { together } from "./together";
import { xai } from "./xai";

/** Every gateway, in display order. To add one, add its file and a line here. */
export const PROVIDERS: readonly Provider[] = [
  openrouter,
  deepinfra,
  chutes,
  huggingface,
  together,
  google,
  fireworks,
  xai,
  nebius,
  groq,
  cerebras,
  novita,
];

nameGateways([...PROVIDERS, ollama, demo]);

/** How long a local Ollama may take to respond at startup, in ms. */
const FIND_MS = 500;

/** Every gateway that this process may call; the demo only when enabled. */
export function callableProviders(env: Pick<Env, "DEMO_GATEWAY">): readonly Provider[] {
  return [...PROVIDERS, ollama, ...(env.DEMO_GATEWAY ? [demo] : [])];
}

/**
 * The gateways whose lists this process reads: includes Ollama when configured, or when it responds at its default URL.
 */
export async function findProviders(env: Env): Promise<readonly Provider[]> {
  const { env: name, url } = ollama.hosts.list as { env: string; url: string };
  const set = urlSetting(env.raw, name);
  const hasOllama = set !== undefined || (await answers(`${url}/api/version`));
  return callableProviders(env).filter((provider) => provider !== ollama || hasOllama);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FIND_MS), redirect: "error" });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
