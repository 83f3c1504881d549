import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The built program as in production, on a free port and with its own data directory. */
export interface Program {
  url: string;
  /** The line it printed when ready. */
  line: string;
  dataDir: string;
  process: ChildProcess;
  /** Everything it has printed so far. */
  printed(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export const ADMIN_TOKEN = "an-admin-token-for-tests";

/** Where the program is, and its user: by default, the checkout and the current user. */
export interface Where {
  root?: string;
  uid?: number;
}

/** Starts `.build/server.mjs`; rejects with its output when it ends before it is ready. */
export async function startProgram(variables: Record<string, string> = {}, where: Where = {}): Promise<Program> {
  const { root = process.cwd(), uid } = where;
  const dataDir = variables.DATA_DIR ?? mkdtempSync(join(tmpdir(), "gatewayz-e2e-"));
  const child = spawn(process.execPath, [join(root, ".build/server.mjs")], {
    cwd: root,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: "0",
      LOG_LEVEL: "error",
      SYNC_ON_START: "0",
      SYNC_INTERVAL_SECONDS: "0",
      ADMIN_TOKEN,
      ...variables,
      DATA_DIR: dataDir,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const printed: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<string>((resolve) => {
    lines.on("line", (line) => {
      if (line.startsWith("Gatewayz is at ")) resolve(line);
    });
  });
  const ended = once(child, "exit").then(() => {
    throw new Error(Buffer.concat(errors).toString().trim() || "the program ended without a word");
  });
  const line = await Promise.race([ready, ended]);
  ended.catch(() => {});
  return {
    url: /http:\/\/[^\s:]+:\d+/.exec(line)?.[0] ?? "",
    line,
    dataDir,
    process: child,
    printed: () => printed.join(""),
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) {
        const exit = once(child, "exit");
        child.kill(signal);
        await exit;
      }
      if (!variables.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

/** Syncs all gateways of a running program, or one, and waits. All of them only where every one is a fake. */
export async function syncAll(url: string, gateway?: string): Promise<void> {
  const response = await fetch(`${url}/v1/sync${gateway ? `?gateway=${gateway}` : ""}`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  if (!response.ok) throw new Error(`sync answered ${response.status}: ${await response.text()}`);
  await response.text();
}

/** Signs in as the operator does at the terminal; returns the key. */
export async function signIn({ url, process: child }: Program): Promise<string> {
  const printed = new Promise<string>((resolve) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      const code = /Sign-in code: (\S+)/.exec(chunk.toString())?.[1];
      if (code) resolve(code);
    });
  });
  await fetch(`${url}/auth/local`, { method: "POST" });
  const body = JSON.stringify({ token: `local:${await printed}` });
  const answer = await fetch(`${url}/auth`, { method: "POST", headers: { "content-type": "application/json" }, body });
  return ((await answer.json()) as { api_key: string }).api_key;
}
