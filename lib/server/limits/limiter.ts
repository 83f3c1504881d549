import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from "rate-limiter-flexible";
import type { Log } from "../log";
import { type Bus, openBus } from "./bus";

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
  /** Until the count begins anew, in ms. */
  resetMs: number;
}

/** Counts calls against a rule. Never fails: without its store it counts in this process. */
export interface Limiter {
  take(key: string, points?: number, limit?: number): Promise<Allowance>;
}

/** Makes limiters that share one store. */
export interface Limits {
  limiter(rule: Rule): Limiter;
  /** Whether the shared store answers; null where each process counts by itself. */
  shared(): boolean | null;
  /** What processes tell each other; null without Redis. */
  bus: Bus | null;
  /** Calls that were counted by this process alone since the start, because the shared store was away. */
  fallbacks(): number;
  close(): Promise<void>;
}

/** Limits in memory, or in Redis when a URL is given; while Redis is away each process counts by itself. */
export function openLimits(redisUrl: string | undefined, log: Log): Limits {
  const redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }) : null;
  let told = false;
  let fallbacks = 0;
  redis?.on("error", (error) => {
    if (!told) log.warn({ err: error }, "Redis is away: limits are counted by each process");
    told = true;
  });
  redis?.on("ready", () => {
    if (told) log.info("Redis is back: limits are counted together again");
    told = false;
  });
  const bus = redis ? openBus(redis, randomUUID()) : null;
  return {
    bus,
    limiter: ({ name, points, seconds }) => {
      const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
      const counter = redis
        ? new RateLimiterRedis({
            storeClient: redis,
            keyPrefix: `gatewayz:${name}`,
            points,
            duration: seconds,
            insuranceLimiter: memory,
          })
        : memory;
      return {
        take: async (key, cost = 1, limit = points) => {
          if (redis && redis.status !== "ready") fallbacks++;
          // The library refuses by its own limit alone; a key may have one of its own, so that we compare.
          const result = await counter.penalty(key, cost).catch((thrown: unknown) => thrown as RateLimiterRes);
          const used = result.consumedPoints ?? 0;
          return {
            allowed: used <= limit,
            limit,
            remaining: Math.max(0, limit - used),
            resetMs: Math.max(0, result.msBeforeNext ?? 0),
          };
        },
      };
    },
    shared: () => (redis ? redis.status === "ready" : null),
    fallbacks: () => fallbacks,
    close: async () => {
      bus?.close();
      redis?.disconnect();
    },
  };
}
