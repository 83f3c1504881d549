import type { Kysely } from "kysely";
import { AccountStore } from "@/lib/server/db/accounts";
import type { StateDatabase } from "@/lib/server/db/schema";

/** Signs an account in that was never seen before; returns its ID. */
export async function addAccount(db: Kysely<StateDatabase>, at: string, subject = "s"): Promise<number> {
  const who = { issuer: "t", subject, auth_method: "email", display_name: null, email: null, email_verified: false };
  return (await new AccountStore(db).signIn(who, at)).account.id;
}

/** Stores a key of an account under this hash; returns its ID. */
export async function addKey(db: Kysely<StateDatabase>, account_id: number, hash: string, at: string): Promise<number> {
  const key = { account_id, hash, device: null, name: "k", prefix: "p", last_four: "four", scopes: "chat" };
  return (await new AccountStore(db).addKey({ ...key, created_at: at }, at)).id;
}
