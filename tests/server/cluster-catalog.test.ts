import { describe, expect, it } from "vitest";
import { ClusterCatalog } from "@/lib/server/catalog/cluster";
import { createLog } from "@/lib/server/log";

/** A promise to settle from outside. */
function pending<T>() {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}

/** One process whose connection and reads the test controls, and the number of its running schedules. */
function openProcess() {
  const handlers = { connect: () => {}, disconnect: () => {} };
  const locks: ReturnType<typeof pending<boolean>>[] = [];
  const reads: ReturnType<typeof pending<void>>[] = [];
  const read = () => {
    const next = pending<void>();
    reads.push(next);
    return next.promise;
  };
  const counts = { running: 0, unlocked: 0 };
  const cluster = new ClusterCatalog({
    engine: {
      open: read,
      reload: read,
      showProgress: () => {},
      sync: () => Promise.reject(new Error("no sync in this test")),
    },
    channel: {
      on: () => {},
      onConnect: (work) => {
        handlers.connect = () => void work();
      },
      onDisconnect: (work) => {
        handlers.disconnect = () => void work();
      },
      publish: () => {},
      tryLock: () => {
        const next = pending<boolean>();
        locks.push(next);
        return next.promise;
      },
      unlock: async () => {
        counts.unlocked++;
      },
    },
    log: createLog("silent"),
    startSchedule: () => {
      counts.running++;
      return () => {
        counts.running--;
      };
    },
  });
  const turns = () => new Promise((resolve) => setImmediate(resolve));
  /** Settles what waits until nothing more does. */
  const settleAll = async (isFree: boolean) => {
    while (locks.length + reads.length > 0) {
      for (const lock of locks.splice(0)) lock.settle(isFree);
      for (const { settle } of reads.splice(0)) settle();
      await turns();
    }
  };
  const lock = async (isFree: boolean) => {
    for (const { settle } of locks.splice(0)) settle(isFree);
    await turns();
  };
  const reconnect = () => {
    handlers.disconnect();
    handlers.connect();
  };
  return { cluster, counts, handlers, lock, reconnect, settleAll };
}

async function follower() {
  const opened = openProcess();
  const started = opened.cluster.start();
  await opened.settleAll(false);
  await started;
  return opened;
}

describe("the leader of several processes", () => {
  it("runs one schedule after the connection was lost while it was taking over", async () => {
    const { cluster, counts, lock, reconnect, settleAll } = await follower();
    reconnect();
    await lock(true);
    reconnect();
    await settleAll(true);
    expect([cluster.isLeader, counts.running]).toEqual([true, 1]);
    await cluster.stop();
    expect(counts.running).toBe(0);
  });

  it("runs one schedule after the connection was lost while it was starting", async () => {
    const { cluster, counts, lock, reconnect, settleAll } = openProcess();
    const started = cluster.start();
    await lock(true);
    reconnect();
    await settleAll(true);
    await started;
    expect([cluster.isLeader, counts.running]).toEqual([true, 1]);
    await cluster.stop();
    expect(counts.running).toBe(0);
  });

  it("runs one schedule when it asks for the lock twice at the same time", async () => {
    const { cluster, counts, handlers, settleAll } = await follower();
    handlers.connect();
    handlers.connect();
    await settleAll(true);
    expect([cluster.isLeader, counts.running]).toEqual([true, 1]);
    await cluster.stop();
    expect(counts.running).toBe(0);
  });

  it("does not lead by a lock of a lost connection", async () => {
    const { cluster, counts, handlers, settleAll } = await follower();
    handlers.connect();
    handlers.disconnect();
    await settleAll(true);
    expect([cluster.isLeader, counts.running]).toEqual([false, 0]);
    await cluster.stop();
  });

  it("gives back a lock that it gets while it stops", async () => {
    const { cluster, counts, handlers, settleAll } = await follower();
    handlers.connect();
    const stopped = cluster.stop();
    await settleAll(true);
    await stopped;
    expect([cluster.isLeader, counts]).toEqual([false, { running: 0, unlocked: 1 }]);
  });
});
