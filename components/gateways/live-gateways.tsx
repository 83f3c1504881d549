"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fetchGateways } from "@/lib/client/browser";
import type { Gateway } from "@/lib/contract/gateway";
import { GatewayTable } from "./gateway-table";

const CALM_MS = 5_000;
const BUSY_MS = 2_000;

interface LiveGatewaysProps {
  first: Gateway[];
  models: number;
  /** When `first` was read, in ms since 1970. */
  at: number;
}

/** The table of gateways, kept up to date while it is looked at. */
export function LiveGateways(props: LiveGatewaysProps) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Watched {...props} />
    </QueryClientProvider>
  );
}

function Watched({ first, models, at }: LiveGatewaysProps) {
  const { data, dataUpdatedAt, isError, failureCount } = useQuery({
    queryKey: ["gateways"],
    queryFn: ({ signal }) => fetchGateways(signal).then((list) => list.data),
    initialData: first,
    initialDataUpdatedAt: at,
    refetchInterval: ({ state }) => (state.data?.some((g) => g.progress) ? BUSY_MS : CALM_MS),
  });
  return (
    <>
      <GatewayTable gateways={data} models={models} now={dataUpdatedAt} />
      <p aria-live="polite" className="mt-2 min-h-5 text-xs text-warn">
        {(isError || failureCount > 1) &&
          "The server does not answer: what is shown is the last it said. Trying again."}
      </p>
    </>
  );
}
