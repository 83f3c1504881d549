import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A TCP proxy that can be cut and restored, as a network can; the service behind it goes on. */
export interface Cuttable {
  port: number;
  /** Breaks all connections and lets no new one in. */
  cut(): void;
  mend(): void;
  /** Keeps all connections and lets nothing through, as a machine that has vanished. */
  hold(): void;
  close(): Promise<void>;
}

/** Puts a proxy in front of a port of this machine. */
export async function startCuttable(target: number): Promise<Cuttable> {
  const open = new Set<Socket>();
  let shut = false;
  const server = createServer((near) => {
    if (shut) return void near.destroy();
    const far = connect(target, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      shut = true;
      breakAll();
    },
    mend: () => {
      shut = false;
    },
    hold: () => {
      for (const socket of open) socket.unpipe().pause();
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        breakAll();
      }),
  };
}
