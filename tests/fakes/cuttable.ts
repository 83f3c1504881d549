import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A TCP proxy that can be cut and restored like a network; the service behind it keeps running. */
export interface Cuttable {
  port: number;
  /** Breaks all connections and accepts no new ones. */
  cut(): void;
  mend(): void;
  /** Keeps all connections but transfers nothing, like a machine that has vanished. */
  hold(): void;
  close(): Promise<void>;
}

/** Starts a proxy for a local port. */
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
