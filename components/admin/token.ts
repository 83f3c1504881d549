import { ApiFailure } from "@/lib/client/session";
import type { ErrorBody } from "@/lib/contract/error";

const TOKEN = "gatewayz_admin_token";
const DEADLINE_MS = 20_000;

/** The operator's token: in this tab alone, and gone when it is closed. */
export function readToken(): string | null {
  try {
    return sessionStorage.getItem(TOKEN);
  } catch {
    // Storage may be forbidden: then the token is asked for with every visit.
    return null;
  }
}

/** Keeps the token for this tab; null forgets it. */
export function storeToken(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(TOKEN);
    else sessionStorage.setItem(TOKEN, token);
  } catch {
    // It still serves until the page is left.
  }
}

/** Reads one of the operator's answers. The token travels in a header, never in an address. Throws an ApiFailure. */
export async function fetchAsAdmin(path: string, token: string, signal?: AbortSignal): Promise<unknown> {
  const limit = AbortSignal.timeout(DEADLINE_MS);
  const response = await fetch(path, {
    headers: { authorization: `Bearer ${token}` },
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  const body = (await response.json().catch(() => null)) as unknown;
  if (response.ok) return body;
  const error = (body as Partial<ErrorBody> | null)?.error ?? null;
  throw new ApiFailure(error?.message ?? `the server answered ${response.status}`, response.status, error);
}
