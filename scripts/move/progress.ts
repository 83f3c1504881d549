/** Shows the progress of a long task. */
export interface Progress {
  show(step: string, rows: number, of: number): void;
  /** Ends the progress line. */
  end(): void;
}

const WIDTH = 30;
const LINE_MS = 1_000;

/** A progress bar on a terminal; elsewhere one plain line per step, at most one per second. */
export function progressOn(stream: NodeJS.WriteStream, now: () => number = Date.now): Progress {
  let lastStep = "";
  let lastAt = 0;
  let drawn = false;
  return {
    show(step, rows, of) {
      const part = of === 0 ? 1 : Math.min(1, rows / of);
      const figures = `${Math.floor(part * 100)} %, ${rows.toLocaleString("en-US")} of ${of.toLocaleString("en-US")} rows`;
      if (stream.isTTY) {
        const full = Math.round(part * WIDTH);
        stream.write(`\r\x1b[K${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${figures}: ${step}`);
        drawn = true;
        return;
      }
      if (step === lastStep && now() - lastAt < LINE_MS) return;
      lastStep = step;
      lastAt = now();
      stream.write(`${figures}: ${step}\n`);
    },
    end() {
      if (drawn) stream.write("\n");
    },
  };
}
