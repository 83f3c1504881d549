/** How long things may take, in ms. Tests bring shorter ones. */
export interface ChatTimes {
  /** One offer, to the first token of a stream. */
  firstTokenMs: number;
  /** One offer, to a whole answer. */
  wholeMs: number;
  /** All offers and pauses together, to the first token of a stream or to a whole answer. */
  overallMs: number;
  /** Silence within a stream. */
  silenceMs: number;
  /** A stream, from its first byte to its last. */
  streamMs: number;
  /** A comment is sent to a client that has heard nothing for so long. */
  keepAliveMs: number;
  /** First pause before all offers are tried once more; half of it is chance. */
  pauseMs: number;
  /** Longest Retry-After that is waited for; a longer one is told to the caller. */
  longestPauseMs: number;
}

export const CHAT_TIMES: ChatTimes = {
  firstTokenMs: 60_000,
  wholeMs: 300_000,
  overallMs: 600_000,
  silenceMs: 120_000,
  streamMs: 1_800_000,
  keepAliveMs: 10_000,
  pauseMs: 400,
  longestPauseMs: 5_000,
};
