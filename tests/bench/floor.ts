import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Listening, listen } from "../fakes/listen";

/** The folder of the baseline page: its own root layout, one paragraph, and one input that changes one text node. */
export const FLOOR = join(process.cwd(), "tests/bench/floor");

/** Builds the baseline page as the web app is built; the program serves it when it is started in its folder. */
export async function buildFloor(): Promise<void> {
  const next = join(process.cwd(), "node_modules/next/dist/bin/next");
  const compress = join(process.cwd(), "scripts/setup/compress.mjs");
  for (const args of [
    [next, "build"],
    ["-e", `import(${JSON.stringify(compress)}).then((m) => m.compressFolder(".next/static"))`],
  ]) {
    const child = spawn(process.execPath, args, { cwd: FLOOR, stdio: ["ignore", "ignore", "inherit"] });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`the baseline page did not build: ${code}`);
  }
}

/** A page's HTML and CSS as a static file without scripts; what it links to comes from the program. */
export async function serveStatic(program: string, path: string): Promise<Listening> {
  const html = await (await fetch(program + path)).text();
  const scripts = /<script\b[^>]*>[\s\S]*?<\/script>|<link\b[^>]*as="script"[^>]*>/g;
  const body = gzipSync(html.replaceAll(scripts, ""));
  return listen(async (request, response) => {
    if (request.url === path) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip" });
      return response.end(body);
    }
    const answer = await fetch(program + request.url);
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
}
