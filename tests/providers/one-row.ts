import type { OfferFacts, Provider } from "@/lib/server/providers/provider";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { NOW, read } from "./context";

/** The provider of a gateway. */
function providerOf(slug: string): Provider {
  const found = PROVIDERS.find((provider) => provider.slug === slug);
  if (!found) throw new Error(`there is no provider named ${slug}`);
  return found;
}

/** What a gateway's provider reads of one row of its list. */
export function readRow(slug: string, row: Record<string, unknown>): OfferFacts {
  return read(providerOf(slug), row, NOW);
}

/** The same of a row of OpenRouter with these outputs and prices. */
export function readOpenRouter(
  outputs: string[],
  pricing: Record<string, unknown>,
  more: Record<string, unknown> = {},
): OfferFacts {
  const architecture = { input_modalities: ["text"], output_modalities: outputs };
  return readRow("openrouter", { id: "acme/one", architecture, pricing, ...more });
}
