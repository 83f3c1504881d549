import type { Env } from "../env";

/** How long things may take, in ms. Tests bring shorter ones. */
export interface ChatTimes {
  /** One offer, to a whole answer. */
  wholeMs: number;
  /** All offers and pauses together, to the first token of a stream or to a whole answer. */
  overallMs: number;
  /** Silence of a gateway that streams, before its headers and its first token too; any byte of it is a sign of life. */
  silenceMs: number;
  /** The end of a streamed answer waits so long for its usage. */
  usageWaitMs: number;
  /** A stream, from its first byte to its last. */
  streamMs: number;
  /** A comment is sent to a client that has heard nothing for so long. */
  keepAliveMs: number;
  /** First pause before all offers are tried once more; half of it is chance. */
  pauseMs: number;
  /** Longest Retry-After that is waited for; a longer one is passed to the caller. */
  longestPauseMs: number;
}

export const CHAT_TIMES: ChatTimes = {
  // Clients wait 600 s.
  wholeMs: 590_000,
  overallMs: 595_000,
  silenceMs: 120_000,
  usageWaitMs: 250,
  streamMs: 1_800_000,
  keepAliveMs: 10_000,
  pauseMs: 400,
  longestPauseMs: 5_000,
};

type TimeSettings = Pick<
  Env,
  "ANSWER_TIMEOUT_SECONDS" | "CHAT_TIMEOUT_SECONDS" | "STREAM_IDLE_TIMEOUT_SECONDS" | "STREAM_TIMEOUT_SECONDS"
>;

/** The times that the operator has set. */
export function chatTimes(env: TimeSettings): ChatTimes {
  return {
    ...CHAT_TIMES,
    wholeMs: env.ANSWER_TIMEOUT_SECONDS * 1000,
    overallMs: env.CHAT_TIMEOUT_SECONDS * 1000,
    silenceMs: env.STREAM_IDLE_TIMEOUT_SECONDS * 1000,
    streamMs: env.STREAM_TIMEOUT_SECONDS * 1000,
  };
}
