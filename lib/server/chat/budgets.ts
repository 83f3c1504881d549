import { randomUUID } from "node:crypto";
import { ApiError } from "@/lib/contract/error";
import {
  type LimitPeriod,
  type LimitState,
  limitStates,
  periodStarts,
  type SpendBySpan,
  type SpendLimits,
  tightestLimit,
} from "@/lib/models/spend-limits";
import { readUsd } from "@/lib/net/figures";
import { withinPatience } from "../db/availability";
import { type BudgetLease, type BudgetRequest, leftOf } from "../db/budgets";

/** How long a lease outlives its process, in ms, and how often an active one is renewed. */
const LEASE_MS = 60_000;
const RENEW_MS = 20_000;
/** Delay until other processes learn of spending here, in ms. */
const REPORT_MS = 1_000;
/** The fraction of the remaining budget that is leased ahead to save requests, if a call costs little in comparison. */
const LEASED_SHARE = 1 / 50;
const SMALL_CALL = 1 / 8;
/** Beyond this many budgets in memory, those of keys without calls are dropped. */
const MAX_BUDGETS = 10_000;

interface SharedBudgets {
  exchange(request: BudgetRequest): Promise<BudgetLease>;
}

interface Budget {
  limits: SpendLimits;
  /** The key's spending at the last exchange with the store. */
  spent: SpendBySpan;
  spentAt: string;
  /** The leased amount, and the amount spent and reserved here since the last exchange. */
  leaseUsd: number;
  usedUsd: number;
  reservedUsd: number;
  /** The amount that waiting callers need. */
  waitingUsd: number;
  chunkUsd: number;
  isLoaded: boolean;
  exchanging: Promise<void> | null;
  /** The next background exchange, and when it is due by `performance.now()`. */
  timer: NodeJS.Timeout | null;
  dueAt: number;
}

/** One call's reservation of its key's budget. */
export interface Reservation {
  /** Raises the reservation to this amount, or to what remains. Throws when nothing remains. */
  cover(usd: number): Promise<void> | void;
  /** Releases the reservation and counts the actual cost; only the first call counts. */
  settle(costUsd: number): void;
  /** The remaining amounts of the key's limits, as far as this process knows. */
  left(): LimitState[];
}

/** Enforces spend limits of keys: reserves before each call, across processes, and counts the cost when it ends. */
export class Budgets {
  readonly #budgets = new Map<number, Budget>();
  readonly #store: SharedBudgets;
  readonly #holder = randomUUID();

  constructor(store: SharedBudgets) {
    this.#store = store;
  }

  /** The reservation of a new call, initially of nothing. */
  begin(keyId: number, limits: SpendLimits): Reservation {
    const budget = this.#budgetOf(keyId, limits);
    let reservedUsd: number | null = null;
    let over = false;
    const take = (usd: number) => {
      const more = Math.max(0, Math.min(usd - (reservedUsd ?? 0), this.#free(budget)));
      budget.reservedUsd += more;
      reservedUsd = (reservedUsd ?? 0) + more;
    };
    return {
      cover: (usd) => {
        if (over || (reservedUsd !== null && reservedUsd >= usd)) return;
        const missing = usd - (reservedUsd ?? 0);
        if (budget.isLoaded && this.#free(budget) > 0 && this.#free(budget) >= missing) return take(usd);
        return this.#ask(keyId, budget, missing).then(() => {
          if (over) return;
          if (this.#free(budget) <= 0 && !reservedUsd) throw this.#refusal(budget);
          take(usd);
        });
      },
      settle: (costUsd) => {
        if (over) return;
        over = true;
        budget.reservedUsd -= reservedUsd ?? 0;
        budget.usedUsd += readUsd(costUsd) ?? 0;
        if (budget.isLoaded) this.#later(keyId, budget, budget.chunkUsd > 0 ? REPORT_MS : 0);
      },
      left: () => this.#states(budget),
    };
  }

  /** Reports all spending and releases all leases; call it when no calls are running. */
  async close(): Promise<void> {
    for (const [keyId, budget] of this.#budgets) {
      if (budget.timer) clearTimeout(budget.timer);
      budget.timer = null;
      budget.chunkUsd = 0;
      await budget.exchanging?.catch(() => {});
      if (budget.isLoaded) await this.#exchange(keyId, budget).catch(() => {});
    }
  }

  #budgetOf(keyId: number, limits: SpendLimits): Budget {
    const existing = this.#budgets.get(keyId);
    if (existing) return this.#withLimits(existing, limits);
    const none = { leaseUsd: 0, usedUsd: 0, reservedUsd: 0, waitingUsd: 0, chunkUsd: 0 };
    const spent = { total: 0, day: 0, week: 0, month: 0 };
    const idle = { isLoaded: false, exchanging: null, timer: null, dueAt: 0 };
    const budget: Budget = { limits, spent, spentAt: "", ...none, ...idle };
    if (this.#budgets.size >= MAX_BUDGETS) this.#dropIdle();
    this.#budgets.set(keyId, budget);
    return budget;
  }

  /** What is dropped is read again from the store at the key's next call. */
  #dropIdle(): void {
    for (const [keyId, { timer, exchanging, leaseUsd, usedUsd, reservedUsd, waitingUsd }] of this.#budgets)
      if (!timer && !exchanging && leaseUsd === 0 && usedUsd === 0 && reservedUsd === 0 && waitingUsd === 0)
        this.#budgets.delete(keyId);
  }

  /** A lowered limit reduces the lease. */
  #withLimits(budget: Budget, limits: SpendLimits): Budget {
    if (budget.limits === limits) return budget;
    const availableUsd = Math.max(0, leftOf(limits, budget.spent));
    budget.limits = limits;
    budget.leaseUsd = Math.min(budget.leaseUsd, availableUsd);
    return budget;
  }

  /** Spending including unreported amounts; an expired period counts from zero. */
  #states({ limits, spent, spentAt, usedUsd }: Budget): LimitState[] {
    const now = new Date();
    const starts = periodStarts(now);
    const inPeriod = (period: LimitPeriod) => (spentAt >= starts[period] ? spent[period] : 0) + usedUsd;
    const used = { day: inPeriod("day"), week: inPeriod("week"), month: inPeriod("month") };
    return limitStates(limits, { total: spent.total + usedUsd, ...used }, now);
  }

  #free({ leaseUsd, usedUsd, reservedUsd }: Budget): number {
    return leaseUsd - usedUsd - reservedUsd;
  }

  /** Waits for an exchange that includes this call's need; concurrent calls share it. */
  async #ask(keyId: number, budget: Budget, usd: number): Promise<void> {
    budget.waitingUsd += usd;
    budget.chunkUsd = chunkOf(budget, usd);
    try {
      const exchange = this.#askNext(keyId, budget, usd);
      await (budget.isLoaded ? withinPatience(exchange) : exchange);
    } catch (error) {
      if (budget.isLoaded) return this.#fallBackToLease(budget);
      const message = "what this API key has spent cannot be read just now: try again in a few seconds";
      throw Object.assign(new ApiError("provider_unavailable", message, { retryAfterSeconds: 5 }), { cause: error });
    } finally {
      budget.waitingUsd -= usd;
    }
  }

  /** An exchange that started earlier doesn't include this call's need, unless it returned enough. */
  async #askNext(keyId: number, budget: Budget, usd: number): Promise<void> {
    await budget.exchanging?.catch(() => {});
    if (budget.isLoaded && this.#free(budget) > 0 && this.#free(budget) >= usd) return;
    await this.#exchangeOnce(keyId, budget);
  }

  #exchangeOnce(keyId: number, budget: Budget): Promise<void> {
    budget.exchanging ??= this.#exchange(keyId, budget).finally(() => {
      budget.exchanging = null;
    });
    return budget.exchanging;
  }

  async #exchange(keyId: number, budget: Budget): Promise<void> {
    const spentUsd = budget.usedUsd;
    const wantUsd = budget.reservedUsd + budget.waitingUsd + budget.chunkUsd;
    const [at, until] = [Date.now(), Date.now() + LEASE_MS].map((ms) => new Date(ms).toISOString());
    const { limits } = budget;
    const period = { at: at as string, until: until as string };
    const lease = await this.#store.exchange({ keyId, limits, holder: this.#holder, spentUsd, wantUsd, ...period });
    budget.usedUsd -= spentUsd;
    budget.spent = lease.spent;
    budget.spentAt = period.at;
    budget.leaseUsd = lease.usd;
    budget.isLoaded = true;
    if (budget.reservedUsd > 0 || lease.usd > 0) this.#later(keyId, budget, RENEW_MS);
  }

  /** While the store is unavailable, this process may spend what was left at the last exchange. */
  #fallBackToLease(budget: Budget): void {
    budget.leaseUsd = Math.max(budget.leaseUsd, leftOf(budget.limits, budget.spent));
  }

  #later(keyId: number, budget: Budget, ms: number): void {
    const dueAt = performance.now() + ms;
    if (budget.timer && budget.dueAt <= dueAt) return;
    if (budget.timer) clearTimeout(budget.timer);
    budget.dueAt = dueAt;
    budget.timer = setTimeout(() => {
      budget.timer = null;
      if (budget.usedUsd === 0 && budget.reservedUsd === 0) budget.chunkUsd = 0;
      this.#exchangeOnce(keyId, budget).catch(() => this.#later(keyId, budget, RENEW_MS));
    }, ms);
    budget.timer.unref();
  }

  #refusal(budget: Budget): ApiError {
    const tightest = tightestLimit(this.#states(budget));
    const limit = tightest ? limitName(tightest) : "limit";
    if (tightest && tightest.remainingUsd <= 0) {
      const { resetsAt } = tightest;
      const help = resetsAt ? `it resets at ${resetsAt}, or raise it` : "raise it or use another key";
      const message = `this API key has spent its ${limit}: ${help}`;
      return new ApiError("payment_required", message, { code: "insufficient_quota" });
    }
    const message = `what is left of this API key's ${limit} is reserved for calls under way: try again when they are over`;
    return new ApiError("rate_limit_exceeded", message, { code: "budget_reserved", retryAfterSeconds: 1 });
  }
}

const limitName = ({ span, limitUsd }: LimitState) =>
  span === "total" ? `limit of $${limitUsd}` : `limit of $${limitUsd} a ${span}`;

function chunkOf({ limits, spent, isLoaded }: Budget, usd: number): number {
  const chunk = isLoaded ? leftOf(limits, spent) * LEASED_SHARE : 0;
  return usd <= chunk * SMALL_CALL ? chunk : 0;
}
