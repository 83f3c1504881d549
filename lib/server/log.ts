import pino, { type DestinationStream, type Logger } from "pino";

/** One structured line an event, on standard output unless said otherwise, whichever thread writes it. */
export function createLog(level: string, to: DestinationStream = pino.destination({ fd: 1, sync: true })): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorFacts } };
  return pino(options, to);
}

/** What is logged of an error: other fields may hold rows of a database, and with them what people wrote. */
function errorFacts(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const { name, message, stack, code } = thrown as NodeJS.ErrnoException;
  return { type: name, message, code, stack };
}

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "isLevelEnabled">;
