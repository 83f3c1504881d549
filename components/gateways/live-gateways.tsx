"use client";

import { GatewayTable } from "./gateway-table";
import { WatchGateways, type WatchProps } from "./watch-gateways";

/** The table of gateways, kept up to date while it is looked at. */
export function LiveGateways({ models, ...watch }: WatchProps & { models: number }) {
  return (
    <WatchGateways {...watch}>
      {(gateways, now) => <GatewayTable gateways={gateways} models={models} now={now} />}
    </WatchGateways>
  );
}
