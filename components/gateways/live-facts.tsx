"use client";

import { GatewayFacts } from "./gateway-facts";
import { WatchGateways, type WatchProps } from "./watch-gateways";

interface LiveFactsProps extends WatchProps {
  slug: string;
  /** How many of its models no other gateway has. */
  alone: number;
}

/** The facts of one gateway, kept up to date while they are looked at. */
export function LiveFacts({ slug, alone, ...watch }: LiveFactsProps) {
  return (
    <WatchGateways {...watch}>
      {(gateways, now) => {
        const gateway = gateways.find((g) => g.slug === slug);
        return gateway && <GatewayFacts gateway={gateway} alone={alone} now={now} />;
      }}
    </WatchGateways>
  );
}
