/** Bytes that may wait for a slow reader before the writer waits too. */
const HIGH_WATER_BYTES = 65_536;

/** Sends text; resolves when the reader has room for more, or has left. */
export interface Send {
  (text: string): Promise<void>;
  /** Sends text unless something is already waiting for the reader. */
  whenIdle(text: string): void;
}

/**
 * A stream that is written no faster than it is read.
 * @param left aborts when the reader has left
 * @param write writes the stream, which then ends. Its signal aborts when the reader has left.
 */
export function pulledStream(
  left: AbortSignal,
  write: (send: Send, signal: AbortSignal) => Promise<void>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  gone.signal.addEventListener("abort", wake);
  if (left.aborted) gone.abort();
  else left.addEventListener("abort", () => gone.abort(), { once: true });
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const full = () => (controller.desiredSize ?? 0) <= 0;
        const enqueue = (text: string) => {
          if (!gone.signal.aborted) controller.enqueue(encoder.encode(text));
        };
        const send = async (text: string) => {
          enqueue(text);
          while (!gone.signal.aborted && full()) await new Promise<void>((resolve) => waiting.push(resolve));
        };
        const whenIdle = (text: string) => {
          if ((controller.desiredSize ?? 0) >= HIGH_WATER_BYTES) enqueue(text);
        };
        void write(Object.assign(send, { whenIdle }), gone.signal).then(
          () => gone.signal.aborted || controller.close(),
          (error: unknown) => gone.signal.aborted || controller.error(error),
        );
      },
      pull: wake,
      cancel: () => gone.abort(),
    },
    { highWaterMark: HIGH_WATER_BYTES, size: (chunk) => chunk.byteLength },
  );
}
