let end: Promise<void> | null = null;

/**
 * Resolves when all that has arrived in this turn of the event loop is read. Writes that wait for it follow each other
 * directly: their readers wake up once for all, not for each.
 */
export function turnEnd(): Promise<void> {
  end ??= new Promise((resolve) => {
    setImmediate(() => {
      end = null;
      resolve();
    });
  });
  return end;
}
