import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Log } from "../log";
import { type Bus, openBus } from "./bus";
import { type Count, SharedCounter } from "./shared-counter";

/** So many points in so many seconds, counted for each key. */
export interface Rule {
  name: string;
  points: number;
  seconds: number;
}

/** What is left after a call was counted. */
export interface Allowance {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Until the count resets, in ms. */
  resetMs: number;
}

/** Counts calls against a rule. Never fails: without its store it counts in this process. */
export interface Limiter {
  take(key: string, points?: number, limit?: number): Promise<Allowance>;
}

/** Makes limiters that share one store. */
export interface Limits {
  /** The limiter of this rule: one per name. */
  limiter(rule: Rule): Limiter;
  /** Whether the shared store answers; null where each process counts by itself. */
  shared(): boolean | null;
  /** What processes tell each other; null without Redis. */
  bus: Bus | null;
  /** Calls that were counted by this process alone since the start, because the shared store was away. */
  fallbacks(): number;
  close(): Promise<void>;
}

/** So long an answer of Redis is waited for, in ms: a call of it stands before every chat. */
const ANSWER_MS = 500;
/** A Redis that did not answer is left alone for so long, in ms. */
const ALONE_MS = 5_000;

/** Limits in memory, or in Redis when a URL is given; while Redis is away each process counts by itself. */
export function openLimits(redisUrl: string | undefined, log: Log): Limits {
  if (!redisUrl) return limitsOver(null);
  const options = { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS };
  const redis = new Redis(redisUrl, options);
  let warned = false;
  const away = (error: Error) => {
    if (!warned) log.warn({ err: error }, "Redis is away: limits are counted by each process");
    warned = true;
  };
  redis.on("error", away);
  return limitsOver({
    redis,
    away,
    back: () => {
      if (warned) log.info("Redis is back: limits are counted together again");
      warned = false;
    },
  });
}

interface Shared {
  redis: Redis;
  away(error: Error): void;
  back(): void;
}

function limitsOver(shared: Shared | null): Limits {
  const { redis } = shared ?? { redis: null };
  const bus = redis ? openBus(redis, randomUUID()) : null;
  const limiters = new Map<string, Limiter>();
  let aloneUntil = 0;
  let fallbacks = 0;
  const answers = () => redis?.status === "ready" && performance.now() >= aloneUntil;
  return {
    bus,
    limiter: ({ name, points, seconds }) => {
      const made = limiters.get(name);
      if (made) return made;
      const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
      const counter = redis && new SharedCounter(redis, { name, seconds });
      const together = async (key: string, cost: number, limit: number): Promise<Count | null> => {
        if (!counter || !answers()) return null;
        try {
          const result = await counter.take(key, cost, limit);
          shared?.back();
          return result;
        } catch (thrown) {
          aloneUntil = performance.now() + ALONE_MS;
          shared?.away(thrown as Error);
          return null;
        }
      };
      const alone = async (key: string, cost: number): Promise<Count> => {
        // The library refuses by its own limit alone; a key may have one of its own, so that we compare.
        const { consumedPoints, msBeforeNext } = await memory.penalty(key, cost);
        return { used: consumedPoints, resetMs: Math.max(0, msBeforeNext) };
      };
      const limiter: Limiter = {
        take: async (key, cost = 1, limit = points) => {
          const shared = counter && (await together(key, cost, limit));
          if (counter && !shared) fallbacks++;
          const { used, resetMs } = shared ?? (await alone(key, cost));
          return { allowed: used <= limit, limit, remaining: Math.max(0, limit - used), resetMs };
        },
      };
      limiters.set(name, limiter);
      return limiter;
    },
    shared: () => (redis ? answers() : null),
    fallbacks: () => fallbacks,
    close: async () => {
      bus?.close();
      redis?.disconnect();
    },
  };
}
