import { z } from "zod";
import { ReplyUsage } from "./chat";
import { MAX_ID, RowId } from "./id";
import { listOf } from "./list-of";

/** Text, or parts as OpenAI shapes them: text, image_url, file. */
export const MessageContent = z.union([
  z.string().max(1_000_000),
  listOf(z.looseObject({ type: z.string().max(40) }), 40),
]);
export type MessageContent = z.infer<typeof MessageContent>;

/** How an answer stands. `interrupted`: it was cut, what came is kept; `stopped`: by its reader; `error`: nothing came. */
export const MessageState = z.enum(["done", "running", "stopped", "interrupted", "error"]);
export type MessageState = z.infer<typeof MessageState>;

/** What is known of how an answer came to be. Times in ms, cost in USD, null when unknown. */
export const AnswerFacts = z.object({
  gateway: z.string().nullable(),
  native_id: z.string().nullable(),
  /** The gateway that was asked for; null for any. */
  asked_gateway: z.string().nullable(),
  first_token_ms: z.number().nullable(),
  duration_ms: z.number().nullable(),
  reasoning_ms: z.number().nullable(),
  usage: ReplyUsage.nullable(),
  /** Why the model ended: "stop", or "length" and "content_filter" for an answer that is not all of it. */
  finish_reason: z.string().nullable().optional(),
});
export type AnswerFacts = z.infer<typeof AnswerFacts>;

/** Why an answer failed or was cut, as the API's errors say it. */
export const AnswerError = z.object({
  message: z.string(),
  error_type: z.string(),
  retryable: z.boolean(),
  /** When trying again can help, ISO 8601. */
  retry_at: z.string().nullable(),
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

/** How a conversation is to be answered. */
export const ChatSettings = z.object({
  system: z.string().max(100_000).default(""),
  temperature: z.number().min(0).max(2).nullable().default(null),
  top_p: z.number().gt(0).max(1).nullable().default(null),
  max_tokens: z.number().int().min(1).max(1_000_000).nullable().default(null),
});
export type ChatSettings = z.infer<typeof ChatSettings>;

/** A conversation as the list shows it; `messages` only where it is asked for alone. */
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
  messages: z.array(Message).optional(),
  /** Whether there are more messages in that direction; only where a part was asked for. */
  has_more: z.boolean().optional(),
  /** Of a search: the line in which one of its words was first said; null where the title alone has them. */
  excerpt: z.string().nullable().optional(),
});
export type ChatSession = z.infer<typeof ChatSession>;

/** One conversation, as it is answered. */
export const SessionAnswer = z.object({ success: z.literal(true), data: ChatSession, message: z.string() });
/** The conversations of an account, or those that a search finds. */
export const SessionList = z.object({
  success: z.literal(true),
  data: z.array(ChatSession),
  count: z.number().int(),
  message: z.string(),
});

/** What a conversation can be begun with. */
export const NewSession = z.object({
  title: z.string().trim().max(300).optional(),
  model: z.string().max(400).nullable().optional(),
  settings: ChatSettings.partial().optional(),
});
/** What can be changed of a conversation. */
export const SessionPatch = NewSession.extend({ is_active: z.boolean().optional() });

/** A message that is added as it is. */
export const NewMessage = z.object({
  role: z.enum(["user", "assistant", "system"]),
  content: MessageContent,
  model: z.string().max(400).nullish(),
  tokens: z.number().int().min(0).max(MAX_ID).nullish(),
  created_at: z.iso.datetime({ offset: true }).nullish(),
  parent_id: RowId.nullish(),
});

/** Who shall answer: a model, at a gateway or at any. */
export const ChatTarget = z.object({
  model: z.string().min(1).max(400),
  gateway: z.string().max(60).nullish(),
});
export type ChatTarget = z.infer<typeof ChatTarget>;

const ChatTargets = listOf(ChatTarget, 4, 1);

/** Asks for answers to a message: one per target, side by side. `wishes` is the older name of `targets`. */
export const NewAnswers = z
  .object({
    parent_id: RowId,
    targets: ChatTargets.optional(),
    wishes: ChatTargets.optional(),
    /** Goes on where a cut answer ended: its text is handed over as the beginning. */
    continue_id: RowId.nullish(),
  })
  .refine(({ targets, wishes }) => (targets === undefined) !== (wishes === undefined), {
    path: ["targets"],
    message: "expected one to four targets, under targets or under its older name wishes",
  });

/** A user message, at one place of a conversation or at several, with the targets that answer it there. */
export const SentMessage = z.object({
  /** Left out: a new conversation begins, with these settings. */
  session_id: RowId.nullish(),
  settings: ChatSettings.partial().optional(),
  content: MessageContent,
  /** Where it is added: below a message, at the top with null, below the last one where that is left out. */
  at: listOf(z.object({ parent_id: RowId.nullish(), targets: ChatTargets }), 4, 1),
});

/** What a shared link shows: the branches that end at these messages; the newest one when none is named. */
export const ShareRequest = z.object({ message_ids: z.array(RowId).min(1).max(8).optional() });

/** One step of an answer that is being written. `seq` counts up within a message. */
export const AnswerEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), seq: z.number().int(), message: z.number().int(), text: z.string() }),
  z.object({ type: z.literal("reasoning"), seq: z.number().int(), message: z.number().int(), text: z.string() }),
  z.object({ type: z.literal("end"), seq: z.number().int(), message: z.number().int(), value: Message }),
]);
export type AnswerEvent = z.infer<typeof AnswerEvent>;
