import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "playwright/test";
import { startScriptedUpstream } from "../fakes/scripted-upstream";
import { type Program, signIn, startProgram } from "./program";

const ROOT = join(import.meta.dirname, "../..");
const CALLS = 12;

/** The response to a GET with another Host header, which fetch cannot send. */
async function getAs(program: Program, path: string, headers: Record<string, string>): Promise<string> {
  const sent = request(program.url + path, { headers }).end();
  const [response] = (await once(sent, "response")) as [NodeJS.ReadableStream];
  let text = "";
  for await (const piece of response) text += piece;
  return text;
}

/** The response to a request, read to its end. */
async function answered(sent: ClientRequest): Promise<IncomingMessage> {
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  return response;
}

/** Limits the open files of a process. */
const allowFiles = (pid: number, count: number) =>
  execFileSync("prlimit", ["--pid", String(pid), `--nofile=${count}:`]);

/** The lowest free file descriptor of a process, which it would get next. */
function firstFree(pid: number): number {
  const taken = new Set(readdirSync(`/proc/${pid}/fd`).map(Number));
  let free = 0;
  while (taken.has(free)) free++;
  return free;
}

test.describe("an operator", () => {
  test("ends the server by ending the npm that started it", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "gatewayz-npm-"));
    const env = { ...process.env, PORT: "0", DATA_DIR: dataDir, SYNC_ON_START: "0", SYNC_INTERVAL_SECONDS: "0" };
    const npm = spawn("npm", ["start"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "ignore"] });
    const ended = once(npm, "exit");
    let url = "";
    for await (const line of createInterface({ input: npm.stdout })) {
      url = /^Gatewayz is at (\S+):/.exec(line)?.[1] ?? "";
      if (url) break;
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    npm.kill("SIGTERM");
    await ended;
    await expect.poll(() => fetch(`${url}/healthz`).catch(() => "gone")).toBe("gone");
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("has one .env for pages and the API, and absolute https links", async () => {
    const root = mkdtempSync(join(tmpdir(), "gatewayz-env-"));
    for (const name of [".build", ".next", "node_modules", "package.json", "public"])
      symlinkSync(join(ROOT, name), join(root, name));
    const token = "a-token-that-only-the-file-has";
    writeFileSync(join(root, ".env"), `PUBLIC_URL=https://models.example\nMETRICS_TOKEN=${token}\n`);
    const program = await startProgram({}, { root });
    try {
      const page = await (await fetch(`${program.url}/models`)).text();
      expect(page).toContain('<link rel="canonical" href="https://models.example/models"');
      const metrics = await fetch(`${program.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
      expect(metrics.status).toBe(200);
    } finally {
      await program.stop();
      rmSync(root, { recursive: true, force: true });
    }
  });

  test("gets https links behind a TLS proxy, and none that a client forged", async () => {
    const headers = { host: "models.example", "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.1" };
    const link = /<link rel="canonical" href="([^"]*)"/;
    const [behind, bare] = await Promise.all([startProgram({ TRUST_PROXY: "1" }), startProgram()]);
    try {
      expect(link.exec(await getAs(behind, "/models", headers))?.[1]).toBe("https://models.example/models");
      expect(link.exec(await getAs(bare, "/models", headers))?.[1]).not.toContain("https:");
    } finally {
      await Promise.all([behind.stop(), bare.stop()]);
    }
  });

  test("is the only one who can read stored files", async () => {
    const program = await startProgram({ WEB_APP: "0" });
    try {
      expect(statSync(program.dataDir).mode & 0o777).toBe(0o700);
      const readable = readdirSync(program.dataDir).filter(
        (name) => statSync(join(program.dataDir, name)).mode & 0o077,
      );
      expect(readable).toEqual([]);
    } finally {
      await program.stop();
    }
  });

  test("sees no gateway blamed when the process runs out of file descriptors", async () => {
    test.skip(process.platform !== "linux", "prlimit is Linux's");
    const upstream = await startScriptedUpstream();
    const variables = { WEB_APP: "0", GROQ_BASE_URL: `${upstream.url}/groq`, GROQ_API_KEY: "key-groq" };
    const program = await startProgram(variables);
    const pid = program.process.pid as number;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const key = await signIn(program);
      const list = (await (await fetch(`${program.url}/v1/models?gateway=groq`)).json()) as { data: { id: string }[] };
      const body = JSON.stringify({ model: list.data[0]?.id, messages: [{ role: "user", content: "hello" }] });
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      const chat = async (): Promise<number> => {
        const sent = request(`${program.url}/v1/chat/completions`, { method: "POST", agent, headers }).end(body);
        return (await answered(sent)).statusCode ?? 0;
      };
      // Connect before the limit applies.
      await answered(request(`${program.url}/healthz`, { agent }).end());
      allowFiles(pid, firstFree(pid));
      const statuses: number[] = [];
      for (let call = 0; call < CALLS; call++) statuses.push(await chat());
      expect(new Set(statuses)).toEqual(new Set([503]));
      expect(upstream.calls).toEqual([]);
      allowFiles(pid, 1_024);
      expect(await chat()).toBe(200);
    } finally {
      agent.destroy();
      await program.stop();
      await upstream.close();
    }
  });
});
