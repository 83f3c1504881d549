/** How PostgreSQL's driver, the network and PostgreSQL itself say that it cannot be reached. */
const AWAY = /^(?:08|57P0)|^E(?:CONN|HOST|NET|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN)/;
const SAID = /ECONNREFUSED|ECONNRESET|Connection terminated|timeout exceeded when trying to connect|Query read timeout/;

/** Whether an error says that the database is away; also one of which another thread has sent the message alone. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return AWAY.test(String(code ?? "")) || SAID.test(error.message);
}
