/** How PostgreSQL's driver, the network and PostgreSQL itself say that it cannot be reached. */
const UNREACHABLE_CODE = /^(?:08|57P0|53[34]00)|^E(?:CONN|HOST|NET|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN)/;
const UNREACHABLE_MESSAGE =
  /ECONNREFUSED|ECONNRESET|Connection terminated|timeout exceeded when trying to connect|Query read timeout|gave no answer|too many clients|too many connections|remaining connection slots/;
/** A caller with a recent answer waits this long for a newer one, in ms: a database that hangs must not hang a chat. */
const PATIENCE_MS = 500;

/** Whether an error says that the database is away; also one of which another thread has sent the message alone. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return UNREACHABLE_CODE.test(String(code ?? "")) || UNREACHABLE_MESSAGE.test(error.message);
}

/** The same, but rejects when it takes longer than so many ms. The work itself goes on. */
export async function withinPatience<T>(work: Promise<T>, ms = PATIENCE_MS): Promise<T> {
  work.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the database gave no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** How SQLite, the system and PostgreSQL say that there is no room. */
const FULL: readonly unknown[] = ["SQLITE_FULL", "ENOSPC", "53100"];
/** PostgreSQL's classes of what is wrong with a value, and SQLite's codes for the same. */
const UNFIT = /^(?:2[23]...$|54...$|SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG|RANGE))/;

const UNFIT_MESSAGE = /foreign key|violates|constraint failed|out of range|invalid (?:input|byte)|datatype mismatch/i;

/** Whether an error says that the disk is full. */
export function isDiskFull(error: unknown): boolean {
  return FULL.includes((error as { code?: unknown } | undefined)?.code);
}

/** Whether an error says that a row cannot be stored, now or later. */
export function isUnfit(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return UNFIT.test(String((error as NodeJS.ErrnoException).code)) || UNFIT_MESSAGE.test(error.message);
}

/** Whether an error says that a value does not fit into its column. */
export function isBadValue(error: unknown): boolean {
  return /^22...$/.test(String((error as { code?: unknown } | undefined)?.code));
}
