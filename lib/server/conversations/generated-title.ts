import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import { shortTitle, textOf, titleOf } from "@/lib/models/conversation";
import { DEMO } from "@/lib/models/gateway-names";
import { firstPlainLine } from "@/lib/models/plain-text";
import { splitThinking } from "@/lib/models/thinking";
import type { CompleteChat, CompleteOptions, ServiceCaller } from "../chat/complete-options";
import type { ChatStore, SessionRow } from "../db/chats";
import type { ParsedMessage } from "./message-pages";
import { factsOf, settingsOf } from "./rows";

const MAX_TOKENS = 20;
/** Number of characters of a message to generate a title from. */
const MAX_CHARACTERS = 2_000;
const PROMPT = "Write a title of 2 to 6 words, in the language of this message. Answer with nothing but the title:";

interface TitledAnswer {
  session: SessionRow;
  line: readonly ParsedMessage[];
  model: string;
  gateway: string | null;
  begin: unknown;
  /** True for the first of the answers that asks: its model names the conversation. */
  claimTitle(): boolean;
  /** Counts one more call of the caller; rejects when no calls remain. */
  countCall(): Promise<void> | void;
}

interface TitleCall extends Pick<CompleteOptions, "client" | "requestId"> {
  caller: ServiceCaller;
}

/** Whether an answer is the first of a conversation that its model is to name. */
export function wantsTitle({ session, line, begin }: Pick<TitledAnswer, "session" | "line" | "begin">): boolean {
  const isFirst = begin === null && line.filter(({ role }) => role !== "system").length === 1;
  return isFirst && settingsOf(session).generate_title === true;
}

/** Names a conversation with one call to its model, unless it was renamed meanwhile. */
export async function generateTitle(
  { store, complete }: { store: ChatStore; complete: CompleteChat },
  { session, line, model, gateway, claimTitle, countCall }: TitledAnswer,
  answer: number,
  { caller, ...call }: TitleCall,
): Promise<void> {
  const content = line.at(-1)?.content ?? "";
  const isUnnamed = async () => (await store.session(session.account_id, session.id))?.title === titleOf(content);
  const row = await store.message(answer);
  if (row?.state !== "done" || !(await isUnnamed())) return;
  if (factsOf(row)?.gateway === DEMO || !claimTitle()) return;
  await countCall();
  const request: ChatRequest = {
    model,
    messages: [{ role: "user", content: `${PROMPT}\n\n${textOf(content).slice(0, MAX_CHARACTERS).toWellFormed()}` }],
    max_tokens: MAX_TOKENS,
    ...(gateway ? { provider: { only: [gateway] } } : {}),
  };
  const { body } = await complete(request, caller, { ...call, adapt: withoutReasoning });
  const title = titleIn(typeof body === "string" ? body : "{}");
  if (title !== null && (await isUnnamed())) await store.update(session.account_id, session.id, { title });
}

/** The request with reasoning turned off, as far as the offer supports that. */
function withoutReasoning(request: ChatRequest, { gateway, supported_parameters: listed }: ModelOffer): ChatRequest {
  if (gateway === "openrouter" && listed.includes("reasoning")) return { ...request, reasoning: { enabled: false } };
  return listed.includes("reasoning_effort") ? { ...request, reasoning_effort: "none" } : request;
}

function titleIn(completion: string): string | null {
  const { choices } = JSON.parse(completion) as { choices?: { message?: { content?: unknown } }[] };
  const content = choices?.[0]?.message?.content;
  const line = firstPlainLine(splitThinking(typeof content === "string" ? content : "").text);
  return shortTitle(
    line
      .replace(/^title:\s*/i, "")
      .replace(/^["'“„«「]+|["'”“»」.。]+$/gu, "")
      .trim(),
  );
}
