import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

export const BENCH_TOKEN = "a-token-for-benchmarks";

/** A gateway in a process of its own, without the web app, and beside it a bare server that sends the same bytes. */
export interface ServerProcess {
  gateway: string;
  bare: string;
  sync(): Promise<void>;
  rssMb(): number;
  stop(): Promise<void>;
}

/** Starts this benchmark's own file again in the role of a server. */
export async function startServer(variables: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [process.argv[1] ?? "", "--serve", String(port)], {
    env: { ...process.env, ...variables, ADMIN_TOKEN: BENCH_TOKEN },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  await once(lines, "line");
  const gateway = `http://127.0.0.1:${port}`;
  return {
    gateway,
    bare: `http://127.0.0.1:${port + 1}`,
    sync: async () => {
      const response = await fetch(`${gateway}/v1/sync`, {
        method: "POST",
        headers: { authorization: `Bearer ${BENCH_TOKEN}` },
      });
      if (!response.ok) throw new Error(`sync answered ${response.status}`);
      await response.text();
    },
    rssMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024,
    stop: async () => {
      child.kill();
      await once(child, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
