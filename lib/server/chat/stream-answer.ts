import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import { ApiError, errorBody } from "@/lib/contract/error";
import type { Opened } from "./open";
import type { WriteRecord } from "./record";
import { Relay, type RelayOut } from "./relay";
import { replyHeaders } from "./reply";
import type { ChatTimes } from "./times";

/** What a completion is answered with: JSON, or an event stream that closes its upstream when it is cancelled. */
export interface ChatAnswer {
  headers: Record<string, string>;
  body: string | ReadableStream<Uint8Array>;
}

export interface StreamOptions {
  /** Settles at the first token, or rejects with an ApiError. */
  opening: Promise<Opened>;
  request: ChatRequest;
  requestId: string;
  facts(opened: Opened): ReplyFacts;
  /** Aborts when the client leaves. */
  client: AbortController;
  times: ChatTimes;
  write: WriteRecord;
}

const KEEP_ALIVE = new TextEncoder().encode(": gatewayz is still waiting\n\n");
const HIGH_WATER_BYTES = 65_536;
const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * The answer of a stream. Resolves at the first token with the headers that name who answered; when that takes longer
 * than a keep-alive, at once, and whatever follows is told within the stream. Throws the ApiError of a quick failure.
 */
export async function streamAnswer(options: StreamOptions): Promise<ChatAnswer> {
  const { opening, client, times, write } = options;
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, times.keepAliveMs, null);
  });
  try {
    const opened = await Promise.race([opening, slow]);
    const facts = opened && options.facts(opened);
    const headers = facts ? { ...HEADERS, ...replyHeaders(facts) } : HEADERS;
    return { headers, body: streamBody(options, opened) };
  } catch (error) {
    write(null, { outcome: client.signal.aborted ? "cancelled" : "error", errorType: typeOf(error) });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const typeOf = (error: unknown) => (error instanceof ApiError ? error.type : ("server" as const));

function streamBody(options: StreamOptions, opened: Opened | null): ReadableStream<Uint8Array> {
  const { opening, request, requestId, facts, client, times, write } = options;
  const start = performance.now();
  let relay: Relay | null = null;
  let heard = false;
  let stopped = false;
  let ticking: NodeJS.Timeout | undefined;
  let resume = () => {};
  const stop = () => {
    stopped = true;
    clearInterval(ticking);
    client.signal.removeEventListener("abort", gone);
  };
  const gone = () => {
    if (stopped) return;
    stop();
    relay?.cancel();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const out: RelayOut = {
          write: (bytes) => {
            if (stopped) return true;
            heard = true;
            controller.enqueue(bytes);
            return (controller.desiredSize ?? 1) > 0;
          },
          end: () => {
            if (!stopped) controller.close();
            stop();
          },
        };
        const begin = (begun: Opened) => {
          if (begun.outcome.kind !== "stream") throw new Error("a stream was asked for and a whole answer came");
          const { stream, abort } = begun.outcome;
          const firstTokenMs = Math.round(begun.firstTokenMs);
          relay = new Relay({ stream, abort, offer: begun.candidate.offer, facts: facts(begun) }, request, out, (end) =>
            write(begun, { ...end, errorType: end.error?.type ?? null, firstTokenMs }),
          );
          resume = () => stream.resume();
          if (stopped) relay.cancel();
          else stream.take(relay);
        };
        const fail = (error: unknown) => {
          write(null, { outcome: client.signal.aborted ? "cancelled" : "error", errorType: typeOf(error) });
          const known = error instanceof ApiError ? error : new ApiError("server", "something went wrong here");
          out.write(errorEvent(known, requestId));
          out.end();
        };
        ticking = setInterval(() => {
          if (performance.now() - start > times.streamMs)
            relay?.fail(new ApiError("timeout", `the answer took longer than ${times.streamMs / 60_000} minutes`));
          else if (!heard) out.write(KEEP_ALIVE);
          heard = false;
        }, times.keepAliveMs);
        client.signal.addEventListener("abort", gone, { once: true });
        if (opened) begin(opened);
        else {
          out.write(KEEP_ALIVE);
          opening.then(begin).catch(fail);
        }
      },
      pull: () => resume(),
      cancel: () => client.abort(),
    },
    { highWaterMark: HIGH_WATER_BYTES, size: (chunk) => chunk.byteLength },
  );
}

/** An error within a stream that has not begun, as the event that tells it. */
function errorEvent(error: ApiError, requestId: string): Uint8Array {
  const choices = [{ index: 0, delta: { content: "" }, finish_reason: "error" }];
  const frame = { id: requestId, object: "chat.completion.chunk", created: Math.floor(Date.now() / 1000), model: "" };
  const body = { ...frame, choices, error: errorBody(error, requestId).error };
  return new TextEncoder().encode(`data: ${JSON.stringify(body)}\n\n`);
}
