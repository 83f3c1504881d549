import type { Context, MiddlewareHandler } from "hono";
import { ApiError } from "@/lib/contract/error";
import { RowId } from "@/lib/contract/id";
import type { Conversations } from "../conversations/conversations";
import type { SessionRow } from "../db/chats";
import type { Limiter } from "../limits/limiter";
import type { Vars } from "../middleware/observe";
import { countWrite } from "../middleware/rate-limit";
import { inPath, NO_KEY } from "./contract";

/** The caller's conversation in the path; 404 for any other. `deleted` includes deleted ones. */
export async function ownSession(
  c: Context<Vars>,
  { store }: Conversations,
  asked = c.req.param("id") ?? "",
  deleted = false,
): Promise<SessionRow> {
  const row = RowId.safeParse(Number(asked)).success
    ? await store.session(c.var.caller.accountId, Number(asked), { deleted })
    : undefined;
  if (row) return row;
  throw new ApiError("not_found", `there is no conversation "${asked.slice(0, 40)}" in this account`, { param: "id" });
}

/** The conversation ID in the path, for descriptions. */
export const SESSION_ID = [inPath("id", { type: "integer" })];
/** Reasons why a call about one conversation fails. */
export const NO_SESSION = { ...NO_KEY, 404: "No such conversation in this account." };
/** Reasons why something cannot be added to a conversation. */
export const NOT_ADDED = {
  ...NO_SESSION,
  400: "A field cannot be used.",
  413: "The conversation or the account is full: code conversation_full or account_full.",
  429: "Too many changes within a minute, or too many answers at once.",
};
/** Counts each change of an account, except stopping an answer. */
export function countWrites(writes: Limiter): MiddlewareHandler<Vars> {
  return async (c, next) => {
    if (c.req.method !== "GET" && !c.req.path.endsWith("/stop")) await countWrite(c.var.caller, writes);
    await next();
  };
}

/** Private responses must not be cached. */
export async function noStore(c: Context<Vars>, next: () => Promise<void>): Promise<void> {
  c.header("cache-control", "no-store");
  await next();
}
