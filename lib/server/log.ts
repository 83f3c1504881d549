import pino, { type DestinationStream, type Logger } from "pino";

/** Lines are written together this often, in ms: a write for each would take longer than the line. */
const WRITE_MS = 100;
const WRITE_BYTES = 8_192;
/** What waits at most while nobody reads the output. */
const MAX_WAITING_BYTES = 1 << 20;
/** Warnings and what is worse are written at once. */
const MAX_CHUNK = /^\{"level":(?:[4-9]\d|\d{3})/;

/** One structured line an event, on standard output unless said otherwise, whichever thread writes it. */
export function createLog(level: string, to: DestinationStream = standardOutput()): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (thrown: unknown) => errorFacts(thrown) },
  };
  return pino(options, to);
}

let output: DestinationStream | undefined;

/** One for all logs of this thread. */
function standardOutput(): DestinationStream {
  output ??= openOutput();
  return output;
}

function openOutput(): DestinationStream {
  const out = pino.destination({
    fd: 1,
    sync: true,
    minLength: WRITE_BYTES,
    maxLength: MAX_WAITING_BYTES,
    periodicFlush: WRITE_MS,
    // The reader of the output may be slow or gone: an answer does not wait for it.
    retryEAGAIN: () => false,
  });
  out.on("error", () => {});
  const flush = () => {
    try {
      out.flushSync();
    } catch {
      // What could not be written waits, or is lost beyond what may wait.
    }
  };
  process.once("exit", flush);
  return {
    write: (line) => {
      out.write(line);
      if (MAX_CHUNK.test(line)) flush();
    },
  };
}

const MAX_CAUSES = 4;

/** What is logged of an error: other fields may hold rows of a database, and with them what people wrote. */
function errorFacts(thrown: unknown, causes = MAX_CAUSES): object {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const { name, message, stack, code, cause } = thrown as NodeJS.ErrnoException;
  const because = cause === undefined || causes === 0 ? {} : { cause: errorFacts(cause, causes - 1) };
  return { type: name, message, code, stack, ...because };
}

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "isLevelEnabled">;
