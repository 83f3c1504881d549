import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Program, startProgram } from "../e2e/program";

const ROOT = join(import.meta.dirname, "../..");
const PROGRAMS = ["caddy", "nginx", "haproxy"];
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** Debian's proxies, installed if possible; otherwise, the tests are skipped with a message. */
function haveProxies(): boolean {
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin`, DEBIAN_FRONTEND: "noninteractive" };
  process.env.PATH = env.PATH;
  const has = () => {
    try {
      execFileSync("which", PROGRAMS, { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  if (has()) return true;
  try {
    const install = ["install", "-y", "-qq", "--no-install-recommends", "caddy", "nginx-light", "haproxy"];
    for (const args of [["update", "-qq"], install]) execFileSync("apt-get", args, { stdio: "ignore", env });
  } catch {}
  if (!has()) console.warn(`skipped: ${PROGRAMS.join(", ")} are not all here and cannot be installed`);
  return has();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** POSTs with a self-signed certificate. */
function post(url: string, body: string): Promise<{ status: number; text: string }> {
  if (url.startsWith("http:"))
    return fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } }).then(
      async (answer) => ({
        status: answer.status,
        text: await answer.text(),
      }),
    );
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method: "POST", rejectUnauthorized: false, headers }, async (answer) => {
      let text = "";
      for await (const piece of answer) text += piece;
      resolve({ status: answer.statusCode ?? 0, text });
    });
    sent.on("error", reject).end(body);
  });
}

describe.skipIf(!haveProxies())("behind real proxies, as deployed", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatewayz-proxies-"));
  const children: ChildProcess[] = [];
  const urls: Record<string, string> = {};
  let program: Program;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ["scripts/setup.mjs", "bundle"]);
    program = await startProgram({ WEB_APP: "0", TRUST_PROXY: "1" });
    const target = new URL(program.url).host;
    const [site, inside, tls, front, balanced] = await Promise.all(Array.from({ length: 5 }, freePort));
    const [key, cert, both] = ["key.pem", "cert.pem", "both.pem"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-subj", "/CN=test"];
    execFileSync("openssl", made, { stdio: "ignore" });
    writeFileSync(both, readFileSync(cert, "utf8") + readFileSync(key, "utf8"));
    const caddy = read("deploy/Caddyfile")
      .replace("gateway-1:3000 gateway-2:3000 gateway-3:3000", target)
      .replace("web:3000", target)
      .replace(/^:8081/m, `:${inside}`);
    writeFileSync(join(folder, "Caddyfile"), `{\n\tadmin off\n}\n${caddy}`);
    const example = (name: string) => new RegExp(`\`\`\`${name}\n([^]*?)\`\`\``).exec(read("README.md"))?.[1] ?? "";
    const nginx = (port: number | undefined, to: string) =>
      example("nginx")
        .replace("/etc/ssl/models.pem", cert)
        .replace("/etc/ssl/models.key", key)
        .replace("listen 443", `listen 127.0.0.1:${port}`)
        .replace("127.0.0.1:3000", to);
    const servers = nginx(tls, target) + nginx(front, `127.0.0.1:${site}`);
    const temps = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const http = `access_log off; ${temps.join(" ")}\n${servers}`;
    writeFileSync(join(folder, "nginx.conf"), `daemon off; pid ${folder}/pid; events {}\nhttp { ${http} }`);
    const haproxy = example("haproxy").replace("/etc/ssl/models.pem", both).replace(":443", `127.0.0.1:${balanced}`);
    writeFileSync(join(folder, "haproxy.cfg"), haproxy.replace("127.0.0.1:3000", target));
    const env = { ...process.env, SITE_ADDRESS: `:${site}`, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const start = (command: string, args: string[]) => children.push(spawn(command, args, { env, stdio: "ignore" }));
    start("caddy", ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"]);
    start("nginx", ["-e", join(folder, "error.log"), "-c", join(folder, "nginx.conf")]);
    start("haproxy", ["-f", join(folder, "haproxy.cfg")]);
    Object.assign(urls, {
      Caddy: `http://localhost:${site}`,
      nginx: `https://localhost:${tls}`,
      "nginx in front of Caddy": `https://localhost:${front}`,
      HAProxy: `https://localhost:${balanced}`,
    });
    for (const url of Object.values(urls))
      await vi.waitFor(async () => expect((await post(`${url}/v1/models`, "{}")).status).toBe(405), {
        timeout: 20_000,
      });
  }, 60_000);

  afterAll(async () => {
    for (const child of children) child.kill();
    await program?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(["Caddy", "nginx", "nginx in front of Caddy", "HAProxy"])("users can sign in through %s", async (name) => {
    const codes = () => [...program.printed().matchAll(/Sign-in code: (\S+)/g)].map(([, code]) => code);
    const before = codes().length;
    expect((await post(`${urls[name]}/auth/local`, "")).status).toBe(200);
    const code = await vi.waitFor(() => {
      const found = codes()[before];
      if (!found) throw new Error("no code was printed yet");
      return found;
    });
    const answer = await post(`${urls[name]}/auth`, JSON.stringify({ token: `local:${code}` }));
    expect([answer.status, JSON.parse(answer.text).api_key]).toEqual([200, expect.stringMatching(/^gw_/)]);
  });

  it.each(["Caddy", "nginx", "nginx in front of Caddy", "HAProxy"])("a large request passes %s", async (name) => {
    const { status, text } = await post(
      `${urls[name]}/v1/chat/completions`,
      JSON.stringify({ text: "x".repeat(4 << 20) }),
    );
    expect([status, JSON.parse(text).error.error_type]).toEqual([401, "authentication"]);
  });
});
