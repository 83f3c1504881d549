import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import { ApiError, errorBody } from "@/lib/contract/error";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { OpenedAnswer } from "./open-answer";
import type { WriteRecord } from "./record";
import { Relay, type RelayOut } from "./relay";
import { replyHeaders } from "./reply";
import type { ChatTimes } from "./times";

/** What a completion is answered with: JSON, or an event stream that closes its upstream when it is canceled. */
export interface RawAnswer {
  headers: Record<string, string>;
  body: string | StreamBody;
}

/** The same with a stream as the web knows it. */
export interface ChatAnswer {
  headers: Record<string, string>;
  body: string | ReadableStream<Uint8Array>;
}

/** A stream that waits for somebody to write to. */
export interface StreamBody {
  /** Begins to write; `resume` when the reader has caught up, `cancel` when it has left. Call it once. */
  start(out: RelayOut): { resume(): void; cancel(): unknown };
}

/** The stream as the web knows it; canceling it closes the upstream. */
export function toReadable(body: StreamBody): ReadableStream<Uint8Array> {
  let running: ReturnType<StreamBody["start"]> | null = null;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        running = body.start({
          write: (bytes) => {
            controller.enqueue(bytes);
            return (controller.desiredSize ?? 1) > 0;
          },
          end: () => controller.close(),
        });
      },
      pull: () => running?.resume(),
      cancel: () => void running?.cancel(),
    },
    { highWaterMark: HIGH_WATER_BYTES, size: (chunk) => chunk.byteLength },
  );
}

export interface StreamOptions {
  /** Settles at the first token, or rejects with an ApiError. */
  opening: Promise<OpenedAnswer>;
  request: ChatRequest;
  requestId: string;
  startedAt: Date;
  facts(opened: OpenedAnswer): ReplyFacts;
  /** The client; whoever writes the stream may also see it leave. */
  client: CancelSignal;
  times: ChatTimes;
  write: WriteRecord;
  /** Ways to cut the streams under way, this one's among them while it lasts. */
  cuts: Set<CutStream>;
}

/** Ends a stream from this side: what came stands, and the error says why there is no more. */
export type CutStream = (why: ApiError) => void;

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
export async function streamAnswer(options: StreamOptions): Promise<RawAnswer> {
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
    write(null, { outcome: client.canceled ? "cancelled" : "error", errorType: typeOf(error) });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const typeOf = (error: unknown) => (error instanceof ApiError ? error.type : ("server" as const));

function streamBody(options: StreamOptions, opened: OpenedAnswer | null): StreamBody {
  const { opening, request, requestId, startedAt, facts, client, times, write, cuts } = options;
  return {
    start(out) {
      const start = performance.now();
      let relay: Relay | null = null;
      let stream: { resume(): void } | null = null;
      let onEvent = false;
      let stopped = false;
      let unsubscribe = () => {};
      const stop = () => {
        stopped = true;
        cuts.delete(cut);
        clearInterval(ticking);
        unsubscribe();
      };
      const cut: CutStream = (why) => (relay ? relay.fail(why) : client.cancel());
      const gone = () => {
        if (stopped) return;
        stop();
        relay?.cancel();
      };
      const to: RelayOut = {
        write: (bytes) => {
          onEvent = true;
          return stopped || out.write(bytes);
        },
        end: () => {
          if (stopped) return;
          stop();
          out.end();
        },
      };
      const begin = (started: OpenedAnswer) => {
        if (started.outcome.kind !== "stream") throw new Error("a stream was asked for and a whole answer came");
        const { outcome, candidate } = started;
        const firstTokenMs = Math.round(started.firstTokenMs);
        relay = new Relay(
          { ...outcome, offer: candidate.offer, facts: facts(started), startedAt },
          request,
          to,
          (end) => write(started, { ...end, errorType: end.error?.type ?? null, firstTokenMs }),
        );
        stream = outcome.stream;
        if (stopped) relay.cancel();
        else outcome.stream.take(relay);
      };
      const fail = (error: unknown) => {
        write(null, { outcome: client.canceled ? "cancelled" : "error", errorType: typeOf(error) });
        const known = error instanceof ApiError ? error : new ApiError("server", "something went wrong here");
        to.write(errorEvent(known, requestId));
        to.end();
      };
      const ticking = setInterval(() => {
        if (performance.now() - start > times.streamMs)
          relay?.fail(new ApiError("timeout", `the answer took longer than ${times.streamMs / 60_000} minutes`));
        else if (!onEvent) to.write(KEEP_ALIVE);
        onEvent = false;
      }, times.keepAliveMs);
      cuts.add(cut);
      unsubscribe = client.onCancel(gone);
      if (opened) begin(opened);
      else {
        to.write(KEEP_ALIVE);
        opening.then(begin).catch(fail);
      }
      return { resume: () => stream?.resume(), cancel: () => stopped || client.cancel() };
    },
  };
}

/** An error within a stream that has not begun, as the event that tells it. */
function errorEvent(error: ApiError, requestId: string): Uint8Array {
  const choices = [{ index: 0, delta: { content: "" }, finish_reason: "error" }];
  const frame = { id: requestId, object: "chat.completion.chunk", created: Math.floor(Date.now() / 1000), model: "" };
  const body = { ...frame, choices, error: errorBody(error, requestId).error };
  return new TextEncoder().encode(`data: ${JSON.stringify(body)}\n\n`);
}
