import type { GatewayList } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { encodeId } from "@/lib/models/ids";
import type { PackedIndex, SearchIndex } from "@/lib/models/search-index";
import { unpackSteps } from "@/lib/models/unpack";

/** The address of the slim index with this content hash. */
export function indexPath(hash: string): string {
  return `/catalog/${hash}`;
}

/** Fetches and decodes the slim index in slices, so that the page stays responsive. For the browser. */
export async function fetchIndex(hash: string, signal: AbortSignal): Promise<SearchIndex> {
  const packed = await getJsonFrom<PackedIndex>(indexPath(hash), signal);
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
  return getJsonFrom<GatewayList>("/v1/gateways", signal);
}

/** How long an answer about one id is waited for, in ms. */
const DEADLINE_MS = 15_000;

/**
 * The id of the model that an id leads to, a gateway's own id too; null when there is no such model. Throws an Error
 * that says why the server did not tell. For the browser.
 */
export async function askModelId(id: string, signal: AbortSignal): Promise<string | null> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const response = await fetch(`/v1/models/${encodeId(id)}`, { signal: AbortSignal.any([signal, deadline]) }).catch(
    () => {
      throw new Error(
        deadline.aborted ? `the server said nothing for ${DEADLINE_MS / 1_000} s` : "the server cannot be reached",
      );
    },
  );
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return ((await response.json()) as Pick<Model, "id">).id;
}

/** Fetches JSON of our own origin. For the browser. */
export async function getJsonFrom<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}
