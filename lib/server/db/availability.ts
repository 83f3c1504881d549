/** Error codes and messages of the PostgreSQL driver, the network, and PostgreSQL itself when it is unreachable. */
const UNREACHABLE_CODE = /^(?:08|57P0|53[34]00)|^E(?:CONN|HOST|NET|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN)/;
const UNREACHABLE_MESSAGE =
  /ECONNREFUSED|ECONNRESET|Connection terminated|timeout exceeded when trying to connect|Query read timeout|gave no answer|too many clients|too many connections|remaining connection slots/;
/** How long to wait when a recent value is known, in ms: a hanging database must not make a chat hang. */
const PATIENCE_MS = 500;

/** Whether an error means that the database is unreachable, even if only its message was sent from another thread. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return UNREACHABLE_CODE.test(String(code ?? "")) || UNREACHABLE_MESSAGE.test(error.message);
}

/** Resolves with the work, or rejects after `ms`. The work itself continues. */
export async function withinPatience<T>(work: Promise<T>, ms = PATIENCE_MS): Promise<T> {
  work.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the database gave no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Error codes of a full disk in SQLite, the system, and PostgreSQL. */
const FULL: readonly unknown[] = ["SQLITE_FULL", "ENOSPC", "53100"];
/** PostgreSQL's error classes for invalid values, and SQLite's codes for the same. */
const UNFIT = /^(?:2[23]...$|54...$|SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG|RANGE))/;

const UNFIT_MESSAGE = /foreign key|violates|constraint failed|out of range|invalid (?:input|byte)|datatype mismatch/i;

/** Whether an error means that the disk is full. */
export function isDiskFull(error: unknown): boolean {
  return FULL.includes((error as { code?: unknown } | undefined)?.code);
}

/** Whether an error means that a row can never be stored. */
export function isUnfit(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return UNFIT.test(String((error as NodeJS.ErrnoException).code)) || UNFIT_MESSAGE.test(error.message);
}

/** Whether an error means that a value doesn't fit into its column. */
export function isBadValue(error: unknown): boolean {
  return /^22...$/.test(String((error as { code?: unknown } | undefined)?.code));
}
