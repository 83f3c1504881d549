import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { parseEnv } from "@/lib/server/env";
import { openLimits } from "@/lib/server/limits/limiter";
import { createLog } from "@/lib/server/log";
import { PageCache } from "@/lib/server/page-cache";
import { createPageHandler } from "@/lib/server/page-handler";

const close: (() => void)[] = [];

afterEach(() => {
  for (const stop of close.splice(0)) stop();
});

/** A page handler over a counting renderer; the test controls the clock and the sources. */
export async function handler(make?: RequestListener, perMinute = 1_000) {
  const state = { made: 0, now: 0, madeOf: [{}, {}] as object[] };
  const defaultModel: RequestListener = (request, response) => {
    const nonce = /'nonce-([^']+)'/.exec(String(request.headers["content-security-policy"]))?.[1];
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("link", `</font>; nonce="${nonce}"`);
    response.write(`<html data-request-id="${request.headers["x-request-id"]}"><script nonce="${nonce}">1</script>`);
    response.end(`page ${state.made} of ${request.url}, ${request.headers.cookie}</html>`);
  };
  const kept = new PageCache(
    () => state.madeOf,
    () => state.now,
  );
  const answer = createPageHandler(
    (request, response) => {
      state.made++;
      (make ?? defaultModel)(request, response);
    },
    {
      env: parseEnv({}),
      dev: false,
      cache: kept,
      renders: openLimits(undefined, createLog("silent")).limiter({ name: "pages", points: perMinute, seconds: 60 }),
    },
  );
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  close.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const get = async (path: string, headers: Record<string, string> = {}, method = "GET") => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers, method });
    return { response, text: await response.text() };
  };
  return { state, get };
}
