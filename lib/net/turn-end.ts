let end: Promise<void> | null = null;

/**
 * Resolves when everything that arrived in this turn of the event loop has been read. Writes that wait for it leave back
 * to back, so that the process that reads them wakes up once instead of once per write.
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
