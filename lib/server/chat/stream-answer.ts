import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { ChunkWriter } from "./chunk-writer";
import { NativeRelay } from "./native-relay";
import type { OpenedAnswer } from "./open-answer";
import type { WriteRecord } from "./record";
import { Relay, type RelayEnd } from "./relay";
import { replyHeaders } from "./reply";
import type { Task } from "./task";
import type { ChatTimes } from "./times";

/** The answer to a completion: JSON, or a stream of typed chunks that waits for its writer. */
export interface RawAnswer {
  headers: Record<string, string>;
  body: string | StreamBody;
  /** It comes in the client's own protocol. */
  native?: boolean;
  /** Request fields that were not sent, for `x-gatewayz-ignored`. */
  ignored?: readonly string[];
}

/** A stream that waits for its writer. */
export interface StreamBody {
  /** Starts the stream; call `resume` when the reader has caught up, `cancel` when it has left. Call it once. */
  start(writer: ChunkWriter): { resume(): void; cancel(): unknown };
}

export interface StreamOptions {
  /** Settles at the first token, or rejects with an ApiError. */
  opening: Promise<OpenedAnswer>;
  request: ChatRequest;
  requestId: string;
  startedAt: Date;
  task: Task;
  facts(opened: OpenedAnswer): ReplyFacts;
  /** The client; the writer may also notice that it has left. */
  client: CancelSignal;
  times: ChatTimes;
  write: WriteRecord;
  /** Functions that end running streams; includes this stream's while it runs. */
  cuts: Set<CutStream>;
}

/** Ends a stream from our side: the error says why there is no more. */
export type CutStream = (why: ApiError) => void;

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * The response of a stream. Resolves at the first token with headers that name who answered; if that takes longer than
 * a keep-alive interval, resolves then, and reports the rest within the stream. Throws the ApiError of an early
 * failure.
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
    return { headers, body: streamBody(options, opened), native: opened?.outcome.native ?? false };
  } catch (error) {
    write(null, { outcome: client.canceled ? "cancelled" : "error", errorType: typeOf(error) });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const typeOf = (error: unknown) => (error instanceof ApiError ? error.type : ("server" as const));

function streamBody(options: StreamOptions, opened: OpenedAnswer | null): StreamBody {
  const { opening, request, requestId, startedAt, task, facts, client, times, write, cuts } = options;
  return {
    start(writer) {
      const start = performance.now();
      let relay: Relay | NativeRelay | null = null;
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
      /** Nothing is written after the reader has left. */
      const unless = <Args extends unknown[]>(tell: (...args: Args) => unknown) => {
        return (...args: Args) => {
          onEvent = true;
          if (!stopped) tell(...args);
        };
      };
      const last = <Args extends unknown[]>(tell: (...args: Args) => unknown) => {
        return unless((...args: Args) => {
          stop();
          tell(...args);
        });
      };
      const to: ChunkWriter = {
        chunks: (chunks, bytes) => {
          onEvent = true;
          return stopped || writer.chunks(chunks, bytes);
        },
        pass: (bytes) => {
          onEvent = true;
          return stopped || (writer.pass?.(bytes) ?? true);
        },
        step: (events) => {
          onEvent = true;
          return stopped || (writer.step?.(events) ?? true);
        },
        finish: unless((chunk) => writer.finish(chunk)),
        late: unless((known) => writer.late(known)),
        waiting: unless(() => writer.waiting()),
        complete: last((end) => writer.complete(end)),
        fail: last((error, id, known) => writer.fail(error, id, known)),
      };
      const begin = (started: OpenedAnswer) => {
        if (started.outcome.kind !== "stream") throw new Error("requested a stream, got a complete response");
        const { outcome, candidate } = started;
        const firstTokenMs = Math.round(started.firstTokenMs);
        const { usageWaitMs } = times;
        const known = { facts: facts(started), task, startedAt, usageWaitMs };
        const from = { stream: outcome.stream, offer: candidate.offer, ...known };
        if (!stopped) writer.opened?.(from.facts, outcome.native);
        const onEnd = (end: RelayEnd) => write(started, { ...end, errorType: end.error?.type ?? null, firstTokenMs });
        const { native } = writer;
        relay =
          outcome.native && native
            ? new NativeRelay(from, request, { ...to, native }, onEnd)
            : new Relay(from, request, to, onEnd);
        stream = outcome.stream;
        if (stopped) relay.cancel();
        else outcome.stream.take(relay);
      };
      const fail = (error: unknown) => {
        write(null, { outcome: client.canceled ? "cancelled" : "error", errorType: typeOf(error) });
        const known = error instanceof ApiError ? error : new ApiError("server", "internal server error");
        to.fail(known, requestId, null);
      };
      const ticking = setInterval(() => {
        if (performance.now() - start > times.streamMs)
          relay?.fail(new ApiError("timeout", `the answer took longer than ${times.streamMs / 60_000} minutes`));
        else if (!onEvent) to.waiting();
        onEvent = false;
      }, times.keepAliveMs);
      cuts.add(cut);
      unsubscribe = client.onCancel(gone);
      if (opened) begin(opened);
      else {
        to.waiting();
        opening.then(begin).catch(fail);
      }
      return { resume: () => stream?.resume(), cancel: () => stopped || client.cancel() };
    },
  };
}
