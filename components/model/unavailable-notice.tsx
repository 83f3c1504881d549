import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { isUsable } from "@/lib/models/merge";

/** Why a call to any of these offers is refused: their states; null when one of them can be used. */
export function unavailableText(
  offers: readonly Pick<ModelOffer, "gateway" | "state">[],
  gateways: readonly Pick<Gateway, "slug" | "name">[],
): string | null {
  if (offers.some(({ state }) => isUsable(state))) return null;
  const states = offers.map(
    ({ gateway, state }) => `${state} on ${gateways.find(({ slug }) => slug === gateway)?.name ?? gateway}`,
  );
  return [...new Set(states)].join(", ");
}

/** Replaces code and chat for a model that cannot be called. `any` leads to the page without the chosen offer. */
export function UnavailableNotice({ text, any }: { text: string; any: string | null }) {
  return (
    <section id="use" className="min-w-0 scroll-mt-4">
      <h2>API</h2>
      <p className="notice">
        No longer available: {text}.{" "}
        {any !== null && (
          <a href={`${any}#use`} className="link">
            Use another gateway
          </a>
        )}
      </p>
    </section>
  );
}
