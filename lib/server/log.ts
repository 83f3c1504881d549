import pino, { type DestinationStream, type Logger } from "pino";

/** Lines are written together this often, in ms: a write for each would take longer than the line. */
const WRITE_MS = 100;
const WRITE_BYTES = 8_192;
/** Warnings and what is worse are written at once. */
const AT_ONCE = /^\{"level":(?:[4-9]\d|\d{3})/;

/** One structured line an event, on standard output unless said otherwise, whichever thread writes it. */
export function createLog(level: string, to: DestinationStream = standardOutput()): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorFacts } };
  return pino(options, to);
}

let output: DestinationStream | undefined;

/** One for all logs of this thread. */
function standardOutput(): DestinationStream {
  output ??= openOutput();
  return output;
}

function openOutput(): DestinationStream {
  const out = pino.destination({ fd: 1, sync: true, minLength: WRITE_BYTES, periodicFlush: WRITE_MS });
  process.once("exit", () => out.flushSync());
  return {
    write: (line) => {
      out.write(line);
      if (AT_ONCE.test(line)) out.flushSync();
    },
  };
}

/** What is logged of an error: other fields may hold rows of a database, and with them what people wrote. */
function errorFacts(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const { name, message, stack, code } = thrown as NodeJS.ErrnoException;
  return { type: name, message, code, stack };
}

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "isLevelEnabled">;
