import type { ErrorBody } from "@/lib/contract/error";
import { readKey, storeKey } from "./key";

/** Default deadline of an API call, in ms. */
export const DEADLINE_MS = 20_000;

export interface ApiCall {
  method?: string;
  /** Serialized as JSON. */
  body?: unknown;
  /** Null for none; the stored key by default. */
  key?: string | null;
  signal?: AbortSignal | undefined;
  /** Deadline of the whole response. */
  deadlineMs?: number;
}

/** A failed API call. Without a response, `status` is 0 and `error` null. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly error: ErrorBody["error"] | null,
  ) {
    super(message);
  }
}

/** Calls the API and returns the parsed JSON. Throws an ApiFailure, or the reason that `signal` was aborted with. */
export function api<T>(path: string, call: ApiCall = {}): Promise<T> {
  return inTime(call, async (signal) => {
    const response = await send(path, call, signal);
    return (await response.json()) as T;
  });
}

/** Calls the API and returns the response as a file. Throws as `api` does. */
export function apiFile(path: string, call: ApiCall = {}): Promise<Blob> {
  return inTime(call, async (signal) => (await send(path, call, signal)).blob());
}

/** Parses the JSON of a response that was fetched elsewhere. Throws an ApiFailure if its status is not OK. */
export async function readJsonResponse<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  throw await failureOf(response);
}

async function inTime<T>(
  { signal, deadlineMs = DEADLINE_MS }: ApiCall,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    return await work(signal ? AbortSignal.any([signal, deadline]) : deadline);
  } catch (error) {
    if (deadline.aborted && !signal?.aborted)
      throw new ApiFailure(`The server did not answer within ${deadlineMs / 1_000} s.`, 0, null);
    throw error;
  }
}

/** Sends a request and returns a response whose status is OK, until `until` is aborted. Throws as `api` does. */
export async function send(path: string, { method = "GET", body, key, signal }: ApiCall, until: AbortSignal) {
  const bearer = key === undefined ? readKey() : key;
  const response = await fetch(path, {
    method,
    headers: {
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: until,
  }).catch((error: unknown) => {
    if (signal?.aborted || until.aborted) throw error;
    throw new ApiFailure("The server cannot be reached. Check your connection.", 0, null);
  });
  if (response.ok) return response;
  throw await failureOf(response, bearer);
}

/** The error in a response. Forgets a key that is no longer valid. */
async function failureOf(response: Response, bearer = readKey()): Promise<ApiFailure> {
  const body = (await response.json().catch(() => null)) as Partial<ErrorBody> | null;
  const error = body?.error ?? null;
  if (response.status === 401 && error?.code === "invalid_api_key" && bearer && bearer === readKey()) storeKey(null);
  return new ApiFailure(error?.message ?? `The server answered ${response.status}.`, response.status, error);
}
