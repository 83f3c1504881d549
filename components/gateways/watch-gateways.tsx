"use client";

import type { ReactNode } from "react";
import { useData } from "@/components/data/query";
import { fetchGateways } from "@/lib/client/browser";
import type { Gateway } from "@/lib/contract/gateway";

const INTERVAL_MS = 5_000;
const SYNCING_INTERVAL_MS = 2_000;

export interface WatchProps {
  first: Gateway[];
  /** When `first` was fetched, in ms since 1970. */
  at: number;
}

interface WatchGatewaysProps extends WatchProps {
  /** Renders the gateways as of `now`. */
  children: (gateways: Gateway[], now: number) => ReactNode;
}

export function WatchGateways({ first, at, children }: WatchGatewaysProps) {
  const {
    data = first,
    dataUpdatedAt,
    isError,
    failureCount,
  } = useData<Gateway[]>({
    queryKey: ["gateways"],
    queryFn: ({ signal }) => fetchGateways(signal).then((list) => list.data),
    initialData: first,
    initialDataUpdatedAt: at,
    retry: 3,
    refetchInterval: ({ state }) => (state.data?.some((g) => g.progress) ? SYNCING_INTERVAL_MS : INTERVAL_MS),
  });
  return (
    <>
      {children(data, dataUpdatedAt)}
      {(isError || failureCount > 1) && (
        <p role="status" className="mt-2 text-note text-warn">
          Server unreachable. Showing the last known data.
        </p>
      )}
    </>
  );
}
