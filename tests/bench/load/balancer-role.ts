import { connect, createServer } from "node:net";

/** A minimal round-robin TCP load balancer. */
export function balancerRole(port: number, targets: readonly number[]): void {
  let next = 0;
  const server = createServer({ noDelay: true }, (client) => {
    const target = targets[next++ % targets.length] as number;
    const gateway = connect({ port: target, host: "127.0.0.1", noDelay: true });
    client.pipe(gateway).pipe(client);
    for (const [one, other] of [
      [client, gateway],
      [gateway, client],
    ] as const)
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
  });
  server.listen({ port, host: "127.0.0.1", backlog: 4_096 }, () => console.log("ready"));
}
