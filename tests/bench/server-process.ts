import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

const MALLOC = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" };
const BENCH_TOKEN = "a-token-for-benchmarks";

/** A gateway in a separate process, without the web app, next to a bare server that sends the same bytes. */
export interface ServerProcess {
  gateway: string;
  bare: string;
  /** Milliseconds that a sync of this gateway, or of all, took. */
  sync(gateway?: string): Promise<number>;
  rssMb(): number;
  /** The largest resident memory so far, in MB. */
  peakMb(): number;
  /** The longest event loop block since the last call, in ms. */
  loopMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a gateway in a separate process. */
export async function startServer(variables: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort();
  const child = await startRole(["--serve", String(port)], { ...variables, ADMIN_TOKEN: BENCH_TOKEN });
  const gateway = `http://127.0.0.1:${port}`;
  const bare = `http://127.0.0.1:${port + 1}`;
  const memory = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
  return {
    gateway,
    bare,
    sync: async (slug) => {
      const start = performance.now();
      const response = await fetch(`${gateway}/v1/sync${slug ? `?gateway=${slug}` : ""}`, {
        method: "POST",
        headers: { authorization: `Bearer ${BENCH_TOKEN}` },
      });
      if (!response.ok) throw new Error(`sync answered ${response.status}`);
      await response.text();
      return performance.now() - start;
    },
    rssMb: () => memory("VmRSS"),
    peakMb: () => memory("VmHWM"),
    loopMs: async () => Number(await (await fetch(`${bare}/loop`)).text()),
    stop: child.stop,
  };
}

/** Fake upstreams with `size` offers in a separate process. */
export async function startFakes(
  size: number,
  delayMs = 0,
): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const { line, stop } = await startRole(["--upstreams", String(size), String(delayMs)], {});
  return { env: JSON.parse(line) as Record<string, string>, stop };
}

/** Starts this benchmark's file again in another role, and waits for its first line. */
export async function startRole(role: string[], variables: Record<string, string>) {
  const child = spawn(process.execPath, [process.argv[1] ?? "", ...role], {
    // As set by `npm start`: otherwise, a sync's garbage would never be returned.
    env: { ...process.env, ...MALLOC, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const stop = async () => {
    child.kill();
    await once(child, "exit");
  };
  return { pid: child.pid, line, stop };
}

/** A port that is currently free. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
