import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGE = {
  private: true,
  dependencies: { "@portkey-ai/gateway": "1.15.2" },
  // With the newest of these it answers 500 to every stream.
  overrides: { hono: "4.9.7", "@hono/node-server": "1.13.5" },
};

/** Portkey's gateway in a process of its own, installed in a temporary folder; null when it cannot be installed. */
export async function startPortkey(port: number, upstream: string) {
  const folder = process.env.PORTKEY_DIR ?? mkdtempSync(join(tmpdir(), "portkey-"));
  if (!process.env.PORTKEY_DIR) {
    writeFileSync(join(folder, "package.json"), JSON.stringify(PACKAGE));
    const npm = spawnSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
    if (npm.status !== 0) {
      console.log(`Portkey could not be installed: ${npm.stderr}`);
      return null;
    }
  }
  const program = join(folder, "node_modules/@portkey-ai/gateway/build/start-server.js");
  const child = spawn(process.execPath, [program, `--port=${port}`, "--headless"], { stdio: "ignore" });
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    pid: child.pid,
    headers: {
      authorization: "Bearer key",
      "x-portkey-provider": "openai",
      "x-portkey-custom-host": `${upstream}/v1`,
    },
    stop: async () => {
      child.kill();
      await once(child, "exit");
    },
  };
}
