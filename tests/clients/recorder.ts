import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";

/** Recorded headers: those that affect the response. */
const RECORDED = /^(accept|content-type|user-agent|x-stainless-(lang|package-version|helper-method))$/;
const NOT_PASSED_ON = /^(connection|content-length|content-encoding|transfer-encoding|host|keep-alive)$/;

export interface SeenRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Proxies everything to a gateway, and records the requests. */
export async function startRecorder(gateway: string) {
  let seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const pick = (test: (name: string) => boolean) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => test(name)));
    seen.push({ path: request.url ?? "", headers: pick((name) => RECORDED.test(name)), body });
    const answer = await fetch(`${gateway}${request.url}`, {
      method: request.method ?? "GET",
      headers: pick((name) => !NOT_PASSED_ON.test(name) && name !== "accept-encoding"),
      ...(body ? { body } : {}),
    });
    const kept = [...answer.headers].filter(([name]) => !NOT_PASSED_ON.test(name));
    response.writeHead(answer.status, Object.fromEntries(kept));
    if (answer.body) Readable.fromWeb(answer.body as never).pipe(response);
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The requests since the last call. */
    take: () => seen.splice(0),
    close: () => {
      seen = [];
      server.closeAllConnections();
      server.close();
    },
  };
}
