import { Redis } from "ioredis";

/** How long stored entries may be read after they expire, in ms. */
const RETENTION_MS = 60_000;

/** Messages between processes through Redis. They are lost while Redis is unavailable; nothing waits for them. */
export interface Bus {
  publish(topic: string, value: unknown): void;
  on(topic: string, onEvent: (value: unknown) => void): void;
  /** Stores a name under a topic for some ms, for processes that start later; 0 removes it. */
  remember(topic: string, name: string, ms: number): void;
  /** The stored names of a topic, each with its remaining ms. Waits for Redis. */
  remembered(topic: string): Promise<Map<string, number>>;
  close(): void;
}

/** Opens the bus on an existing connection, and a second one for subscriptions. */
export function openBus(redis: Redis, self: string): Bus {
  const channel = `gatewayz:bus:${redis.options.db ?? 0}`;
  const topics = new Map<string, (value: unknown) => void>();
  const { commandTimeout: _, ...options } = redis.options;
  const listening = new Redis({ ...options, enableOfflineQueue: true, maxRetriesPerRequest: null });
  // Without Redis, processes receive nothing from each other: the connection for commands reports that, and this one
  // retries.
  listening.on("error", () => {});
  listening.subscribe(channel).catch(() => {});
  listening.on("message", (_, message) => {
    const [from, topic, value] = JSON.parse(message) as [string, string, unknown];
    if (from !== self) topics.get(topic)?.(value);
  });
  const lost = () => {};
  return {
    publish: (topic, value) => void redis.publish(channel, JSON.stringify([self, topic, value])).catch(lost),
    on: (topic, onEvent) => void topics.set(topic, onEvent),
    remember: (topic, name, ms) => {
      const key = `gatewayz:${topic}`;
      if (ms <= 0) return void redis.zrem(key, name).catch(lost);
      const now = Date.now();
      redis
        .multi()
        .zadd(key, now + ms, name)
        .zremrangebyscore(key, 0, now - RETENTION_MS)
        .exec()
        .catch(lost);
    },
    remembered: async (topic) => {
      if (redis.status !== "ready") await new Promise<void>((resolve) => redis.once("ready", () => resolve()));
      const now = Date.now();
      const flat = await redis.zrange(`gatewayz:${topic}`, now, "+inf", "BYSCORE", "WITHSCORES");
      const all = new Map<string, number>();
      for (let i = 0; i + 1 < flat.length; i += 2) all.set(flat[i] ?? "", Number(flat[i + 1]) - now);
      return all;
    },
    close: () => listening.disconnect(),
  };
}
