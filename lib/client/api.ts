import type { ErrorBody } from "@/lib/contract/error";
import { readKey, storeKey } from "./key";

/** How long an answer of the API is waited for, in ms. */
export const DEADLINE_MS = 20_000;
/** How long a stream may be silent, in ms: the server sends at least a comment every 15 s. */
const IDLE_MS = 45_000;

/** How one call of our API is made. */
export interface ApiCall {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Null for none; this browser's own where it is left out. */
  key?: string | null;
  signal?: AbortSignal | undefined;
  /** How long the whole answer is waited for. */
  deadlineMs?: number;
}

/** A call of the API that failed. `status` is 0 and `error` null where no answer came. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly error: ErrorBody["error"] | null,
  ) {
    super(message);
  }
}

/** Calls our API and gives the JSON of its answer. Throws an ApiFailure, or what `signal` was aborted with. */
export function api<T>(path: string, call: ApiCall = {}): Promise<T> {
  return inTime(call, async (signal) => {
    const response = await send(path, call, signal);
    return (await response.json()) as T;
  });
}

/** Calls our API and gives the file that it answers with. Throws as `api` does. */
export function apiFile(path: string, call: ApiCall = {}): Promise<Blob> {
  return inTime(call, async (signal) => (await send(path, call, signal)).blob());
}

/**
 * The events of a stream of our API, each with its type and its data; comments are left out. Throws as `api` does, and
 * where the stream is silent for 45 s. It ends where the connection does.
 */
export async function* apiEvents(path: string, call: ApiCall = {}): AsyncGenerator<{ type: string; data: string }> {
  const idle = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => idle.abort(new ApiFailure(`No data for ${IDLE_MS / 1_000} s.`, 0, null)), IDLE_MS);
  };
  try {
    wait();
    const signal = call.signal ? AbortSignal.any([call.signal, idle.signal]) : idle.signal;
    const { body } = await send(path, call, signal);
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      wait();
      const events = (held + read.value).split("\n\n");
      held = events.pop() ?? "";
      for (const text of events) {
        const fields = text.split("\n");
        const field = (name: string) => fields.findLast((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const data = field("data");
        if (data !== undefined) yield { type: field("event") ?? "message", data };
      }
    }
  } finally {
    clearTimeout(timer);
    idle.abort();
  }
}

/** What the JSON of an answer says that came by other means. Throws an ApiFailure for one that is no success. */
export async function readAnswer<T>(response: Response): Promise<T> {
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

async function send(path: string, { method = "GET", body, key, signal }: ApiCall, until: AbortSignal) {
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

/** What an answer that is no success says. A key that is not valid any more is forgotten. */
async function failureOf(response: Response, bearer = readKey()): Promise<ApiFailure> {
  const body = (await response.json().catch(() => null)) as Partial<ErrorBody> | null;
  const error = body?.error ?? null;
  if (response.status === 401 && error?.code === "invalid_api_key" && bearer && bearer === readKey()) storeKey(null);
  return new ApiFailure(error?.message ?? `The server answered ${response.status}.`, response.status, error);
}
