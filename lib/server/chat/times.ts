import type { Env } from "../env";

/** Timeouts in ms. Tests use shorter ones. */
export interface ChatTimes {
  /** One offer, until the complete response. */
  wholeMs: number;
  /** All offers and delays, until the first token of a stream or the complete response. */
  overallMs: number;
  /** Silence of a streaming gateway, also before its headers and first token; any byte resets it. */
  silenceMs: number;
  /** How long the end of a streamed answer waits for usage. */
  usageWaitMs: number;
  /** A stream, from its first byte to its last. */
  streamMs: number;
  /** A client that has received nothing for this long gets a comment. */
  keepAliveMs: number;
  /** First delay before all offers are tried again; half of it is random. */
  pauseMs: number;
  /** Longest Retry-After to wait for; a longer one is passed to the caller. */
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

/** The timeouts in the operator's settings. */
export function chatTimes(env: TimeSettings): ChatTimes {
  return {
    ...CHAT_TIMES,
    wholeMs: env.ANSWER_TIMEOUT_SECONDS * 1000,
    overallMs: env.CHAT_TIMEOUT_SECONDS * 1000,
    silenceMs: env.STREAM_IDLE_TIMEOUT_SECONDS * 1000,
    streamMs: env.STREAM_TIMEOUT_SECONDS * 1000,
  };
}
