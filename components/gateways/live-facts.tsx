"use client";

import { GatewayFacts } from "./gateway-facts";
import { WatchGateways, type WatchProps } from "./watch-gateways";

interface LiveFactsProps extends WatchProps {
  slug: string;
  exclusive: number;
}

/** The facts of a gateway, updated while they are visible. */
export function LiveFacts({ slug, exclusive, ...watch }: LiveFactsProps) {
  return (
    <WatchGateways {...watch}>
      {(gateways, now) => {
        const gateway = gateways.find((g) => g.slug === slug);
        return gateway && <GatewayFacts gateway={gateway} exclusive={exclusive} now={now} />;
      }}
    </WatchGateways>
  );
}
