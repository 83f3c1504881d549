/** Each gateway's own OpenAI-compatible base URL, and the usual variable of its key. */
const RAW = new Map([
  ["openrouter", ["https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"]],
  ["deepinfra", ["https://api.deepinfra.com/v1/openai", "DEEPINFRA_API_KEY"]],
  ["chutes", ["https://llm.chutes.ai/v1", "CHUTES_API_KEY"]],
  ["huggingface", ["https://router.huggingface.co/v1", "HF_TOKEN"]],
  ["together", ["https://api.together.xyz/v1", "TOGETHER_API_KEY"]],
  ["google", ["https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"]],
  ["fireworks", ["https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY"]],
  ["xai", ["https://api.x.ai/v1", "XAI_API_KEY"]],
  ["nebius", ["https://api.tokenfactory.nebius.com/v1", "NEBIUS_API_KEY"]],
  ["groq", ["https://api.groq.com/openai/v1", "GROQ_API_KEY"]],
  ["cerebras", ["https://api.cerebras.ai/v1", "CEREBRAS_API_KEY"]],
  ["novita", ["https://api.novita.ai/openai/v1", "NOVITA_API_KEY"]],
] as const);

/** How to call an offer directly; null for a gateway with an unknown API. */
export function rawTarget({ gateway, id }: { gateway: string; id: string }) {
  const [base, keyEnv] = RAW.get(gateway as "groq") ?? [];
  return base && keyEnv ? { base, id, keyEnv } : null;
}
