import { withFields } from "@/lib/contract/json-object";
import type { AuthServices } from "./auth/open";
import type { Catalog } from "./catalog/snapshot";
import { Budgets } from "./chat/budgets";
import type { LiveLookup } from "./chat/call";
import { Chat } from "./chat/complete";
import type { CompleteChat } from "./chat/complete-options";
import { GatewayEndpoints } from "./chat/gateway-endpoints";
import { limitHeaders } from "./chat/limit-headers";
import { ModelOffers } from "./chat/model-offers";
import { OwnKeys } from "./chat/own-keys";
import { Pools } from "./chat/pools";
import { type ChatTimes, chatTimes } from "./chat/times";
import { variantOf } from "./chat/variants";
import { Answers } from "./conversations/answers";
import { namesPreset, withPreset } from "./conversations/presets";
import { RemoteAnswers } from "./conversations/remote-answers";
import { Running } from "./conversations/running";
import { BudgetStore } from "./db/budgets";
import { ChatStore } from "./db/chats";
import { GatewayKeyStore } from "./db/gateway-keys";
import { PresetStore } from "./db/presets";
import type { UsageStore } from "./db/usage";
import { type Env, MEGABYTE } from "./env";
import type { Bus } from "./limits/bus";
import type { Log } from "./log";
import { Metrics } from "./metrics";
import type { Provider } from "./providers/provider";
import { callableProviders } from "./providers/registry";
import type { Tracing } from "./trace/tracing";
import { watchChats } from "./usage/gauges";
import { LiveStats } from "./usage/live-stats";
import { openUsage } from "./usage/open-usage";
import { Retention } from "./usage/retention";
import { shareStats } from "./usage/shared-stats";

/** Completes chats in this process, and owns their state. */
export interface ChatService {
  chat: Chat;
  /** Completes a chat for a caller, with the same limits and usage rows for the API and our own conversations. */
  complete: CompleteChat;
  /** Like `complete`, with a stream for writing directly to a socket. */
  answer: CompleteChat;
  /** Running calls per key, over all endpoints. */
  running: Running;
  usage: UsageStore;
  ownKeys: OwnKeys;
  presets: PresetStore;
  live: LiveStats;
  metrics: Metrics;
  pools: Pools;
  endpoints: GatewayEndpoints;
  providers: readonly Provider[];
  /** Conversations, and their running answers. */
  chats: ChatStore;
  answers: Answers;
  load(): { chats_running: number; answers_running: number; usage_rows_waiting: number; usage_rows_lost: number };
  /** Writes pending usage. */
  flush(): Promise<void>;
  /** Closes all connections and writes pending usage; call it when no chats are running. */
  stop(): Promise<void>;
}

interface ChatServiceOptions {
  catalog: Catalog;
  env: Env;
  log: Log;
  auth: Pick<AuthServices, "state" | "secrets" | "channel">;
  times?: ChatTimes;
  /** Null or absent when tracing is not configured. */
  trace?: Tracing | null;
  /** Null or absent when each process has its own figures and breakers. */
  bus?: Bus | null;
  /** The built file of the thread that writes usage into the embedded database; without it, this thread does. */
  usageWorker?: URL;
}

const NO_KEYS: ReadonlyMap<string, string> = new Map();
/** How long a stop waits for interrupted calls to be recorded, in ms. */
const SETTLE_MS = 3_000;

/** Opens the chat service. Throws a SettingError for an invalid base URL. */
export function openChat(options: ChatServiceOptions): ChatService {
  const { catalog, env, log, trace = null, bus = null } = options;
  const { state, secrets } = options.auth;
  const providers = callableProviders(env);
  const pools = new Pools(env.CONNECT_TIMEOUT_SECONDS * 1000);
  const ownKeys = new OwnKeys(new GatewayKeyStore(state.db), secrets.encryptionKey);
  const budgets = new Budgets(new BudgetStore(state.db));
  const live = new LiveStats();
  const metrics = new Metrics();
  const { usage, writer, record, flush, close: closeUsage } = openUsage(options, metrics, live);
  const endpoints = new GatewayEndpoints(providers, env, pools.call);
  const chat = new Chat({
    models: new ModelOffers(catalog),
    endpoints,
    record,
    live: liveLookup(live),
    ownKeys: (caller) => (caller ? ownKeys.of(caller.accountId) : NO_KEYS),
    onAttempt: failureCounter(metrics, live),
    trace,
    times: options.times ?? chatTimes(env),
  });
  if (bus) {
    shareStats(bus, live, chat.breakers);
    chat.affinity.share(bus);
  }
  const presets = new PresetStore(state.db);
  const answer = answerer(chat, presets, budgets);
  const running = new Running();
  const { chats, answers, close: closeConversations } = openConversations(options);
  const watched = { catalog, breakers: chat.breakers, usage: writer };
  watchChats(metrics, { ...watched, chats: () => chat.running, answers: () => answers.count });
  return {
    chat,
    answer,
    running,
    complete: countedBy(running, answer),
    usage,
    ownKeys,
    presets,
    live,
    metrics,
    pools,
    endpoints,
    providers,
    chats,
    answers,
    load: () => ({
      chats_running: chat.running,
      answers_running: answers.count,
      usage_rows_waiting: writer.waiting,
      usage_rows_lost: writer.lost,
    }),
    flush,
    stop: async () => {
      await closeConversations();
      await chat.whenIdle(SETTLE_MS);
      await pools.close();
      await budgets.close();
      await flush();
      if (writer.waiting > 0) log.error({ rows: writer.waiting }, "the database is unavailable: dropped this usage");
      await closeUsage();
    },
  };
}

/** Opens conversations and their answers, marks those of an ended process, and starts deleting old rows. */
function openConversations({ env, log, auth: { state, channel } }: ChatServiceOptions) {
  const chats = new ChatStore(state.db, {
    conversation: env.CONVERSATION_MEGABYTES * MEGABYTE,
    account: env.ACCOUNT_MEGABYTES * MEGABYTE,
  });
  const maxBytes = env.ANSWER_MEGABYTES * MEGABYTE;
  const remote = channel && new RemoteAnswers(channel, chats, log, maxBytes);
  const answers = new Answers(chats, log, remote, maxBytes);
  const days = { usage: env.USAGE_RETENTION_DAYS, deletedConversations: env.DELETED_RETENTION_DAYS };
  const retention = new Retention(state.db, days, log);
  retention.start();
  answers.recover().catch((error: Error) => log.error({ err: error }, "unfinished answers could not be marked"));
  return {
    chats,
    answers,
    close: async () => {
      await retention.stop();
      await answers.close();
    },
  };
}

/** Counts failed attempts by gateway, and once per call in an offer's error rate. */
function failureCounter(metrics: Metrics, live: LiveStats): NonNullable<Chat["options"]["onAttempt"]> {
  return ({ gateway, id }, failure, isRepeated) => {
    if (!failure) return;
    metrics.failure(gateway, failure);
    if (isRepeated) return;
    const at = Date.now();
    live.add({ at, gateway, nativeId: id, failed: true, firstTokenMs: null, tokensPerSecond: null });
  };
}

/** Counts a call among its key's running ones until it has ended. */
function countedBy(running: Running, answer: CompleteChat): CompleteChat {
  return async (request, caller, options) => {
    const onOver = running.begin(caller.keyId);
    return answer(request, caller, { ...options, onOver }).catch((error: unknown) => {
      onOver();
      throw error;
    });
  };
}

/** Completes a call with its preset and its model's variant applied, within the limits of its key. */
function answerer(chat: Chat, presets: PresetStore, budgets: Budgets): CompleteChat {
  const answer: CompleteChat = (request, caller, options) => {
    if (namesPreset(request))
      // In the client's own protocol, the preset's settings would be missing.
      return withPreset(presets, caller.accountId, request, options.adapter?.endpoint).then((meant) =>
        answer(meant, caller, { ...options, native: null, sent: undefined }),
      );
    const variant = options.adapter ? null : variantOf(request, chat.options.models);
    if (variant)
      return answer(variant.request, caller, { ...options, native: null, sent: undefined }).then((reply) =>
        withFields(reply, { ignored: [...reply.ignored, ...variant.ignored] }),
      );
    const { keyId, limits } = caller;
    if (!limits) return chat.complete(request, caller, options);
    const reservation = budgets.begin(keyId, limits);
    return chat.complete(request, caller, withFields(options, { reservation })).then((reply) => {
      Object.assign(reply.headers, limitHeaders(reservation.left()));
      return reply;
    });
  };
  return answer;
}

function liveLookup(live: LiveStats): LiveLookup {
  return ({ gateway, id }) => {
    const figures = live.of(gateway, id);
    return {
      firstTokenMs: figures?.first_token_ms?.p50 ?? null,
      tokensPerSecond: figures?.tokens_per_second?.p50 ?? null,
      errorRate: figures?.error_rate ?? null,
    };
  };
}
