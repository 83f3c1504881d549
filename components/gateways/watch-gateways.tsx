"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { fetchGateways } from "@/lib/client/browser";
import type { Gateway } from "@/lib/contract/gateway";

const CALM_MS = 5_000;
const BUSY_MS = 2_000;

export interface WatchProps {
  first: Gateway[];
  /** When `first` was read, in ms since 1970. */
  at: number;
}

interface WatchGatewaysProps extends WatchProps {
  /** Draws the gateways as they were at `now`. */
  children: (gateways: Gateway[], now: number) => ReactNode;
}

/** The gateways, kept up to date while they are looked at. */
export function WatchGateways(props: WatchGatewaysProps) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Watched {...props} />
    </QueryClientProvider>
  );
}

function Watched({ first, at, children }: WatchGatewaysProps) {
  const { data, dataUpdatedAt, isError, failureCount } = useQuery({
    queryKey: ["gateways"],
    queryFn: ({ signal }) => fetchGateways(signal).then((list) => list.data),
    initialData: first,
    initialDataUpdatedAt: at,
    refetchInterval: ({ state }) => (state.data?.some((g) => g.progress) ? BUSY_MS : CALM_MS),
  });
  return (
    <>
      {children(data, dataUpdatedAt)}
      <p aria-live="polite" className="text-tiny text-warn not-empty:mt-2">
        {(isError || failureCount > 1) &&
          "The server does not answer: what is shown is the last it said. Trying again."}
      </p>
    </>
  );
}
