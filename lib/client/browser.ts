import type { GatewayList } from "@/lib/contract/gateway";
import type { PackedIndex, SearchIndex } from "@/lib/models/search-index";
import { unpackSteps } from "@/lib/models/unpack";

/** The address of the slim index with this content hash. */
export function indexPath(hash: string): string {
  return `/catalog/${hash}`;
}

/** Fetches and decodes the slim index in slices, so that the page stays responsive. For the browser. */
export async function fetchIndex(hash: string, signal: AbortSignal): Promise<SearchIndex> {
  const packed = await getOwn<PackedIndex>(indexPath(hash), signal);
  const steps = unpackSteps(packed);
  let slice = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - slice < 8) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    slice = performance.now();
  }
}

/** The gateways as they stand now. For the browser. */
export function fetchGateways(signal: AbortSignal): Promise<GatewayList> {
  return getOwn<GatewayList>("/v1/gateways", signal);
}

/** Fetches JSON of our own origin. For the browser. */
export async function getOwn<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}
