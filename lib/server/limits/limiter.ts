import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import type { Log } from "../log";
import { type Bus, openBus } from "./bus";
import { type Count, SharedCounter } from "./shared-counter";
import { WindowCounter } from "./window-counter";

/** A number of points per period, counted per key. */
interface Rule {
  name: string;
  points: number;
  seconds: number;
}

/** The state of a limit after a call was counted. */
export interface Allowance {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** ms until the count resets. */
  resetMs: number;
}

/** Counts calls against a rule. Never fails: without its store, it counts in this process. */
export interface Limiter {
  /** Synchronous when this process counts: a promise for each call would take longer than the count. */
  take(key: string, points?: number, limit?: number): Promise<Allowance> | Allowance;
}

/** Creates limiters that share one store. */
export interface Limits {
  limiter(rule: Rule): Limiter;
  /** Whether the shared store responds; null when each process counts by itself. */
  shared(): boolean | null;
  /** Messages between processes; null without Redis. */
  bus: Bus | null;
  /** Calls since the start that only this process counted, because the shared store was unavailable. */
  fallbacks(): number;
  close(): Promise<void>;
}

/** How long to wait for Redis, in ms: every chat waits for it. */
const ANSWER_MS = 500;
/** How long Redis is not contacted after a failure, in ms. */
const ALONE_MS = 5_000;

/** Limits in memory, or in Redis when a URL is given; while Redis is unavailable, each process counts by itself. */
export function openLimits(redisUrl: string | undefined, log: Log): Limits {
  if (!redisUrl) return limitsOver(null);
  const options = { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS };
  const redis = new Redis(redisUrl, options);
  let warned = false;
  const away = (error: Error) => {
    if (!warned) log.warn({ err: error }, "Redis is unavailable: each process counts limits by itself");
    warned = true;
  };
  redis.on("error", away);
  return limitsOver({
    redis,
    away,
    back: () => {
      if (warned) log.info("Redis is available again: limits are shared");
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
      const existing = limiters.get(name);
      if (existing) return existing;
      const memory = new WindowCounter(seconds);
      const counter = redis && new SharedCounter(redis, { name, seconds });
      const together = async (counter: SharedCounter, key: string, cost: number, limit: number): Promise<Allowance> => {
        if (answers()) {
          try {
            const count = await counter.take(key, cost, limit);
            shared?.back();
            return allowanceOf(count, limit);
          } catch (thrown) {
            aloneUntil = performance.now() + ALONE_MS;
            shared?.away(thrown as Error);
          }
        }
        fallbacks++;
        return allowanceOf(memory.take(key, cost), limit);
      };
      const limiter: Limiter = {
        take: (key, cost = 1, limit = points) =>
          counter ? together(counter, key, cost, limit) : allowanceOf(memory.take(key, cost), limit),
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

function allowanceOf({ used, resetMs }: Count, limit: number): Allowance {
  return { allowed: used <= limit, limit, remaining: Math.max(0, limit - used), resetMs };
}
