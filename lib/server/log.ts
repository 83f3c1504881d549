import pino, { type Logger } from "pino";

/** One structured line an event on standard output, whichever thread writes it. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 1, sync: true }));
}

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "isLevelEnabled">;
