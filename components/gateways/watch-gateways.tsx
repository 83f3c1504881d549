"use client";

import type { ReactNode } from "react";
import { useData } from "@/components/data/query";
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
    refetchInterval: ({ state }) => (state.data?.some((g) => g.progress) ? BUSY_MS : CALM_MS),
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
