import { createServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { openGateway } from "@/lib/server/app";
import { createLog } from "@/lib/server/log";
import { benchEnv, openThread } from "./kit";

/**
 * Serves the API at `port` and, at the next one, the same bytes from a bare node:http server, which tells under /loop
 * how long the event loop stood still at most since it was last asked, in ms.
 */
export async function serve(port: number): Promise<void> {
  const env = benchEnv(process.env as Record<string, string>);
  const log = createLog(env.LOG_LEVEL);
  const catalog = await openThread(env);
  const { listener } = await openGateway({ env, log, catalog, print: () => {} });
  createServer(listener).listen(port, "127.0.0.1");
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  createServer((request, response) => {
    if (request.url === "/loop") {
      response.end(String(loop.max / 1e6));
      return loop.reset();
    }
    const { all, etag } = catalog.snapshot();
    if (request.headers["if-none-match"]) return void response.writeHead(304, { etag: `W/"${etag}"` }).end();
    response.writeHead(200, {
      "content-type": "application/json",
      "content-encoding": "br",
      "content-length": all.br.length,
    });
    response.end(all.br);
  }).listen(port + 1, "127.0.0.1", () => console.log("ready"));
}
