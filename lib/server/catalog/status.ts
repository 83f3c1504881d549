import type { Gateway, GatewayState, Progress } from "@/lib/contract/gateway";
import type { GatewayCount } from "@/lib/models/search-index";
import type { GatewayRow } from "../db/catalog";
import type { Provider } from "../providers/provider";

/** Accepted clock skew of another process, in ms. */
const MAX_SKEW_MS = 60_000;

/** The state of this process's runs of one gateway. */
export interface ProcessRun {
  /** The outcome of the last run of this process; null before the first. */
  last: "complete" | "partial" | "failed" | null;
  progress: Progress | null;
}

/** The progress of a run that begins at this ISO 8601 time. */
export function noProgress(started_at: string): Progress {
  return { started_at, pages: 0, rows: 0, expected: null };
}

/** The outcome of a gateway's last run, derived from its stored row; null when that was before `since`. Pure. */
export function lastRun(
  { synced_at, last_attempt_at, error }: GatewayRow,
  since: number,
  now: number,
): ProcessRun["last"] {
  if (last_attempt_at === null || Date.parse(last_attempt_at) < since) return null;
  if (Date.parse(last_attempt_at) > now + MAX_SKEW_MS) return null;
  if (synced_at !== last_attempt_at) return "failed";
  return error === null ? "complete" : "partial";
}

type ShownProvider = Pick<Provider, "slug" | "name" | "aliases" | "hue"> & { key: { env: string; required: boolean } };

interface GatewayFacts {
  row: GatewayRow | undefined;
  count: GatewayCount | undefined;
  run: ProcessRun;
  hasKey: boolean;
  embeddedAsOf: string;
}

/** A gateway as `/v1/gateways` returns it. Pure. */
export function gatewayStatus(
  provider: ShownProvider,
  { row, count, run, hasKey, embeddedAsOf }: GatewayFacts,
): Gateway {
  const unique = count?.offers ?? 0;
  const duplicates = row?.duplicates ?? 0;
  const missingKey = provider.key.required && !hasKey;
  const needsKey = `${provider.key.env} is not set: shown from the built-in catalog`;
  const state = stateOf(unique, row, run, missingKey);
  return {
    slug: provider.slug,
    name: provider.name,
    aliases: [...provider.aliases],
    hue: provider.hue,
    key_env: provider.key.required ? provider.key.env : null,
    total: unique + duplicates,
    unique,
    duplicates,
    skipped: row?.skipped ?? 0,
    models: count?.models ?? 0,
    usable_models: count?.usable ?? 0,
    state,
    synced_at: row?.synced_at ?? (unique > 0 ? embeddedAsOf : null),
    last_attempt_at: row?.last_attempt_at ?? null,
    error: state === "no_key" ? needsKey : (row?.error ?? null),
    progress: run.progress,
  };
}

function stateOf(unique: number, row: GatewayRow | undefined, run: ProcessRun, missingKey: boolean): GatewayState {
  if (unique === 0) {
    if (missingKey) return "no_key";
    return run.last === null && !row?.last_attempt_at ? "new" : "error";
  }
  if (!row?.synced_at) return missingKey ? "no_key" : "embedded";
  if (run.last === "complete") return "live";
  if (run.last === "partial") return "partial";
  return "stale";
}
