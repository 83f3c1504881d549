"use client";

import { GatewayTable } from "./gateway-table";
import { WatchGateways, type WatchProps } from "./watch-gateways";

interface LiveGatewaysProps extends WatchProps {
  models: number;
  /** How many models of each gateway no other one has, by slug. */
  alone: Readonly<Record<string, number>>;
}

/** The table of gateways, kept up to date while it is looked at. */
export function LiveGateways({ models, alone, ...watch }: LiveGatewaysProps) {
  return (
    <WatchGateways {...watch}>
      {(gateways, now) => <GatewayTable gateways={gateways} models={models} alone={alone} now={now} />}
    </WatchGateways>
  );
}
