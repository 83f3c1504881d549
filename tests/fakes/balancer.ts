import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How often each target's readiness is checked, in ms. */
const CHECK_MS = 50;

interface Target {
  url: string;
  ready: boolean;
}

/** A realistic load balancer: round robin over ready targets; a refused connection is retried elsewhere. */
export interface Balancer {
  url: string;
  add(url: string): void;
  remove(url: string): void;
  close(): Promise<void>;
}

/** Starts a load balancer for these targets. */
export async function startBalancer(urls: readonly string[]): Promise<Balancer> {
  let targets: Target[] = urls.map((url) => ({ url, ready: true }));
  let turn = 0;
  const agent = new Agent({ keepAlive: true });
  const check = async (target: Target) => {
    const answer = await fetch(`${target.url}/readyz`).catch(() => null);
    target.ready = answer?.status === 200;
    await answer?.arrayBuffer().catch(() => {});
  };
  const checking = setInterval(() => {
    for (const target of targets) void check(target);
  }, CHECK_MS);
  const server = createServer({ keepAliveTimeout: 0 }, async (incoming, outgoing) => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const ready = targets.filter((target) => target.ready);
    turn++;
    const order = ready.map((_, i) => ready[(turn + i) % ready.length] as Target);
    pass(incoming, outgoing, Buffer.concat(pieces), order);
  });

  function pass(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, [first, ...others]: Target[]): void {
    if (!first) return void outgoing.writeHead(502, { "x-by": "balancer" }).end("nobody is ready");
    const { method, url, headers } = incoming;
    const passed = request(first.url + url, { method, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, "x-by": first.url });
      answer.pipe(outgoing);
      answer.on("error", () => outgoing.destroy());
    });
    passed.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" && !outgoing.headersSent) return pass(incoming, outgoing, body, others);
      outgoing.destroy();
    });
    outgoing.on("close", () => passed.destroy());
    passed.end(body);
  }

  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (url) => void targets.push({ url, ready: true }),
    remove: (url) => {
      targets = targets.filter((target) => target.url !== url);
    },
    close: () =>
      new Promise((done) => {
        clearInterval(checking);
        server.close(() => done());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}
