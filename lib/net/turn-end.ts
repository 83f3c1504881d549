let end: Promise<void> | null = null;

/**
 * Resolves when everything that arrived in this turn of the event loop has been read. Writes that wait for it are sent
 * back to back, so that the receiving process wakes up once instead of once per write.
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
