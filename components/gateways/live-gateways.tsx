"use client";

import { GatewayTable } from "./gateway-table";
import { WatchGateways, type WatchProps } from "./watch-gateways";

interface LiveGatewaysProps extends WatchProps {
  models: number;
  exclusive: Readonly<Record<string, number>>;
}

export function LiveGateways({ models, exclusive, ...watch }: LiveGatewaysProps) {
  return (
    <WatchGateways {...watch}>
      {(gateways, now) => <GatewayTable gateways={gateways} models={models} exclusive={exclusive} now={now} />}
    </WatchGateways>
  );
}
