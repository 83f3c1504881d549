import { z } from "zod";
import { ReplyUsage } from "./chat";
import { Missing } from "./error";
import { MAX_ID, RowId } from "./id";
import { listOf } from "./list-of";

/** Text, or parts in OpenAI's format: text, image_url, file. */
export const MessageContent = z.union([
  z.string().max(1_000_000),
  listOf(z.looseObject({ type: z.string().max(40) }), 40),
]);
export type MessageContent = z.infer<typeof MessageContent>;

/** `interrupted`: cut off, the received text is kept; `stopped`: by the user; `error`: no text was received. */
export const MessageState = z.enum(["done", "running", "stopped", "interrupted", "error"]);
export type MessageState = z.infer<typeof MessageState>;

/** A web page that an answer cites; its URL is http or https. */
const AnswerSource = z.object({ url: z.string(), title: z.string().nullable() });
export type AnswerSource = z.infer<typeof AnswerSource>;

/** How an answer was produced. Times in ms, cost in USD, null when unknown. */
export const AnswerFacts = z.object({
  gateway: z.string().nullable(),
  native_id: z.string().nullable(),
  /** The requested gateway; null for any. */
  asked_gateway: z.string().nullable(),
  first_token_ms: z.number().nullable(),
  duration_ms: z.number().nullable(),
  reasoning_ms: z.number().nullable(),
  usage: ReplyUsage.nullable(),
  /** The model's finish reason: "stop", or "length" and "content_filter" for an incomplete answer. */
  finish_reason: z.string().nullable().optional(),
  sources: z.array(AnswerSource).optional(),
});
export type AnswerFacts = z.infer<typeof AnswerFacts>;

/** Why an answer failed or was interrupted, in the format of API errors. */
export const AnswerError = z.object({
  message: z.string(),
  error_type: z.string(),
  retryable: z.boolean(),
  /** When a retry may succeed, ISO 8601. */
  retry_at: z.string().nullable(),
  missing: Missing.optional(),
});
export type AnswerError = z.infer<typeof AnswerError>;

/** A message of a conversation; `parent_id` makes the conversation a tree, siblings are branches. */
export const Message = z.object({
  id: z.number().int(),
  session_id: z.number().int(),
  parent_id: z.number().int().nullable(),
  role: z.enum(["user", "assistant", "system"]),
  content: MessageContent,
  reasoning: z.string(),
  model: z.string().nullable(),
  state: MessageState,
  facts: AnswerFacts.nullable(),
  error: AnswerError.nullable(),
  tokens: z.number().int().nullable(),
  created_at: z.string(),
});
export type Message = z.infer<typeof Message>;

const ReasoningEffort = z.enum(["none", "minimal", "low", "medium", "high", "xhigh"]);

/** The settings for answers in a conversation. */
export const ChatSettings = z.object({
  system: z.string().max(100_000).default(""),
  temperature: z.number().min(0).max(2).nullable().default(null),
  top_p: z.number().gt(0).max(1).nullable().default(null),
  max_tokens: z.number().int().min(1).max(1_000_000).nullable().default(null),
  reasoning_effort: ReasoningEffort.nullish().describe("How much a model thinks; null for its own default."),
  generate_title: z
    .boolean()
    .optional()
    .describe("Whether the model that answers first names the conversation: one call of at most 20 tokens."),
});
export type ChatSettings = z.infer<typeof ChatSettings>;

const { system, temperature, top_p, max_tokens } = ChatSettings.shape;
/** Some settings to change. Without defaults: `partial()` alone would fill them in for absent fields. */
const ChatSettingsPatch = ChatSettings.extend({
  system: system.removeDefault(),
  temperature: temperature.removeDefault(),
  top_p: top_p.removeDefault(),
  max_tokens: max_tokens.removeDefault(),
}).partial();

/** A conversation in a list; `messages` only when it is requested by itself. */
export const ChatSession = z.object({
  id: z.number().int(),
  user_id: z.number().int(),
  title: z.string(),
  model: z.string().nullable(),
  settings: ChatSettings,
  created_at: z.string(),
  updated_at: z.string(),
  is_active: z.boolean(),
  share: z.string().nullable(),
  /** When it was pinned, ISO 8601; null when not pinned. */
  pinned_at: z.string().nullable(),
  tags: z.array(z.string()),
  /** The message that was chosen or added last: its branch is shown first. Null for the newest one. */
  leaf_id: z.number().int().nullable(),
  messages: z.array(Message).optional(),
  /** Whether there are more messages in that direction; only when a part was requested. */
  has_more: z.boolean().optional(),
  /** For a search, the first matching line; null when only the title matches. */
  excerpt: z.string().nullable().optional(),
});
export type ChatSession = z.infer<typeof ChatSession>;

export const SessionAnswer = z.object({ success: z.literal(true), data: ChatSession, message: z.string() });
/** The conversations of an account, or the results of a search. */
export const SessionList = z.object({
  success: z.literal(true),
  data: z.array(ChatSession),
  count: z.number().int(),
  message: z.string(),
});

export const NewSession = z.object({
  title: z.string().trim().max(300).optional(),
  model: z.string().max(400).nullable().optional(),
  settings: ChatSettings.partial().optional(),
});
export const SessionPatch = NewSession.extend({
  title: z.string().trim().min(1).max(300).optional(),
  /** Absent fields stay unchanged. */
  settings: ChatSettingsPatch.optional(),
  is_active: z.boolean().optional(),
  pinned: z.boolean().optional(),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
  leaf_id: RowId.nullable().optional(),
});

/** The tags of an account's conversations, the most used first. */
export const TagList = z.object({
  success: z.literal(true),
  data: z.array(z.object({ tag: z.string(), conversations: z.number().int() })),
  message: z.string(),
});

/** A message that is added without an answer. */
export const NewMessage = z.object({
  role: z.enum(["user", "assistant", "system"]),
  content: MessageContent,
  model: z.string().max(400).nullish(),
  tokens: z.number().int().min(0).max(MAX_ID).nullish(),
  created_at: z.iso.datetime({ offset: true }).nullish(),
  parent_id: RowId.nullish(),
});

/** The model that answers, at a given gateway or at any. */
export const ChatTarget = z.object({
  model: z.string().min(1).max(400),
  gateway: z.string().max(60).nullish(),
});
export type ChatTarget = z.infer<typeof ChatTarget>;

const ChatTargets = listOf(ChatTarget, 4, 1);

/** Requests one answer per target, in parallel. `wishes` is the older name of `targets`, which takes precedence. */
export const NewAnswers = z
  .object({
    parent_id: RowId,
    targets: ChatTargets.optional(),
    wishes: ChatTargets.optional(),
    /** The interrupted answer to continue: its text is sent as the beginning. */
    continue_id: RowId.nullish(),
  })
  .refine(({ targets, wishes }) => (targets ?? wishes) !== undefined, {
    path: ["targets"],
    message: "expected one to four targets, under targets or under its older name wishes",
  });

/** A user message, at one or more positions of a conversation, with the targets that answer it there. */
export const SentMessage = z.object({
  /** When absent, a new conversation is created with these settings. */
  session_id: RowId.nullish(),
  settings: ChatSettings.partial().optional(),
  content: MessageContent,
  /** The parent message; null for the top level, absent for the latest message. */
  at: listOf(z.object({ parent_id: RowId.nullish(), targets: ChatTargets }), 4, 1),
});

/** The last message of each shared branch; the newest branch when absent. */
export const ShareRequest = z.object({ message_ids: z.array(RowId).min(1).max(8).optional() });

/** The content of a shared link: a snapshot of a conversation. */
export const SharedConversation = z.object({ title: z.string(), shared_at: z.string(), messages: z.array(Message) });
export type SharedConversation = z.infer<typeof SharedConversation>;

/** One step of an answer that is being generated. `seq` increases within a message. */
export const AnswerEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), seq: z.number().int(), message: z.number().int(), text: z.string() }),
  z.object({ type: z.literal("reasoning"), seq: z.number().int(), message: z.number().int(), text: z.string() }),
  z.object({ type: z.literal("end"), seq: z.number().int(), message: z.number().int(), value: Message }),
]);
export type AnswerEvent = z.infer<typeof AnswerEvent>;
