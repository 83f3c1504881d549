import pino, { type DestinationStream, type Logger } from "pino";

/** How often lines are written together, in ms: writing each by itself would take longer than creating it. */
const WRITE_MS = 100;
const WRITE_BYTES = 8_192;
/** Maximum number of bytes waiting while the output is not read. */
const MAX_WAITING_BYTES = 1 << 20;
/** Warnings and errors are written immediately. */
const IS_WARNING = /^\{"level":(?:[4-9]\d|\d{3})/;

/** Logs one structured line per event, from any thread, to standard output by default. */
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

/** Shared by all logs of this thread. */
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
    // Responses must not wait for a slow or absent reader of the output.
    retryEAGAIN: () => false,
  });
  out.on("error", () => {});
  const flush = () => {
    try {
      out.flushSync();
    } catch {
      // Keep what could not be written, up to the limit.
    }
  };
  process.once("exit", flush);
  return {
    write: (line) => {
      out.write(line);
      if (IS_WARNING.test(line)) flush();
    },
  };
}

const MAX_CAUSES = 4;

/** The fields of an error to log: others may contain database rows with users' content. */
function errorFacts(thrown: unknown, causes = MAX_CAUSES): object {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const { name, message, stack, code, cause } = thrown as NodeJS.ErrnoException;
  const because = cause === undefined || causes === 0 ? {} : { cause: errorFacts(cause, causes - 1) };
  return { type: name, message, code, stack, ...because };
}

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "isLevelEnabled">;
