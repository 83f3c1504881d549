import type { Insertable, Kysely, Selectable, Updateable } from "kysely";
import type { KeyAccess } from "@/lib/models/key-access";
import { hasLimit, type SpendLimits } from "@/lib/models/spend-limits";
import { removeAccount } from "./retention";
import type { AccountTable, StateDatabase } from "./schema";
import type { KeyTable } from "./schema-keys";

export type AccountRow = Selectable<AccountTable>;
export type KeyRow = Selectable<KeyTable>;
export type NewKey = Omit<Insertable<KeyTable>, "id">;

/** The spend limits of a key. */
export function limitsOf(row: KeyRow): SpendLimits {
  return {
    total: row.spend_limit_usd,
    day: row.spend_limit_day_usd,
    week: row.spend_limit_week_usd,
    month: row.spend_limit_month_usd,
  };
}

/** The models and gateways that a key may use. */
export function accessOf({ allowed_models, allowed_gateways }: KeyRow): KeyAccess {
  const listOf = (text: string | null) => (text === null ? null : (JSON.parse(text) as string[]));
  return { models: listOf(allowed_models), gateways: listOf(allowed_gateways) };
}

/** The person who signs in: verified claims of a token, and hints for display. */
export interface SignedIn {
  issuer: string;
  subject: string;
  auth_method: string;
  display_name: string | null;
  email: string | null;
  email_verified: boolean;
}

/** Accounts and keys. Every statement about keys includes the account they must belong to. */
export class AccountStore {
  constructor(readonly db: Kysely<StateDatabase>) {}

  /** The account of a verified identity; creates it if needed. */
  async signIn(who: SignedIn, at: string): Promise<{ account: AccountRow; isNew: boolean }> {
    const existing = await this.#find(who);
    if (existing) return { account: await this.#refresh(existing, who), isNew: false };
    try {
      return await this.db.transaction().execute(async (tx) => {
        const account = await tx
          .insertInto("accounts")
          .values({
            created_at: at,
            display_name: who.display_name,
            email: who.email,
            email_verified: who.email_verified ? 1 : 0,
            auth_method: who.auth_method,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        const { issuer, subject } = who;
        await tx.insertInto("identities").values({ issuer, subject, account_id: account.id }).execute();
        return { account, isNew: true };
      });
    } catch (error) {
      // Another process may have created it in the meantime.
      const other = await this.#find(who);
      if (!other) throw error;
      return { account: other, isNew: false };
    }
  }

  account(id: number): Promise<AccountRow | undefined> {
    return this.db.selectFrom("accounts").selectAll().where("id", "=", id).executeTakeFirst();
  }

  removeAccount(id: number): Promise<void> {
    return removeAccount(this.db, id);
  }

  /** Stores a key; the same device's previous keys expire at `oldUntil`. */
  addKey(key: NewKey, oldUntil: string): Promise<KeyRow> {
    return this.db.transaction().execute(async (tx) => {
      const { device = null } = key;
      if (device !== null) {
        await tx
          .updateTable("keys")
          .set({ revoked_at: oldUntil })
          .where("account_id", "=", key.account_id)
          .where("device", "=", device)
          .where((eb) => eb.or([eb("revoked_at", "is", null), eb("revoked_at", ">", oldUntil)]))
          .execute();
      }
      return tx.insertInto("keys").values(key).returningAll().executeTakeFirstOrThrow();
    });
  }

  /** The key with this HMAC, valid or not. */
  keyByHash(hash: string): Promise<KeyRow | undefined> {
    return this.db.selectFrom("keys").selectAll().where("hash", "=", hash).executeTakeFirst();
  }

  /** The keys of an account that are valid at a time, newest first. */
  keys(accountId: number, at: string): Promise<KeyRow[]> {
    return this.db
      .selectFrom("keys")
      .selectAll()
      .where("account_id", "=", accountId)
      .where((eb) => eb.or([eb("revoked_at", "is", null), eb("revoked_at", ">", at)]))
      .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", at)]))
      .orderBy("id", "desc")
      .execute();
  }

  /** Changes a valid key of an account; undefined when it has no such key. */
  changeKey(accountId: number, id: number, set: Updateable<KeyTable>, at: string): Promise<KeyRow | undefined> {
    return this.db.transaction().execute(async (tx) => {
      const previous = await tx
        .selectFrom("keys")
        .selectAll()
        .where("account_id", "=", accountId)
        .where("id", "=", id)
        .where((eb) => eb.or([eb("revoked_at", "is", null), eb("revoked_at", ">", at)]))
        .executeTakeFirst();
      if (!previous) return undefined;
      // The spending of a key without limits is only in its usage, so it is summed up again.
      if (!hasLimit(limitsOf(previous))) await tx.deleteFrom("key_budgets").where("key_id", "=", id).execute();
      if (Object.keys(set).length === 0) return previous;
      return tx.updateTable("keys").set(set).where("id", "=", id).returningAll().executeTakeFirstOrThrow();
    });
  }

  /** Revokes a key of an account; false when the account has no such key. */
  async revokeKey(accountId: number, id: number, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable("keys")
      .set({ revoked_at: at })
      .where("account_id", "=", accountId)
      .where("id", "=", id)
      .where((eb) => eb.or([eb("revoked_at", "is", null), eb("revoked_at", ">", at)]))
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  async revokeDevices(accountId: number, at: string): Promise<void> {
    await this.db
      .updateTable("keys")
      .set({ revoked_at: at })
      .where("account_id", "=", accountId)
      .where("device", "is not", null)
      .where((eb) => eb.or([eb("revoked_at", "is", null), eb("revoked_at", ">", at)]))
      .execute();
  }

  async touchKey(id: number, at: string): Promise<void> {
    await this.db.updateTable("keys").set({ last_used_at: at }).where("id", "=", id).execute();
  }

  #find({ issuer, subject }: SignedIn): Promise<AccountRow | undefined> {
    return this.db
      .selectFrom("identities")
      .innerJoin("accounts", "accounts.id", "identities.account_id")
      .selectAll("accounts")
      .where("identities.issuer", "=", issuer)
      .where("identities.subject", "=", subject)
      .executeTakeFirst();
  }

  /** Verified values replace unverified ones; hints replace only hints. */
  async #refresh(account: AccountRow, who: SignedIn): Promise<AccountRow> {
    const replacesEmail = who.email !== null && (who.email_verified || account.email_verified === 0);
    const display_name = who.display_name ?? account.display_name;
    const email = replacesEmail ? who.email : account.email;
    const email_verified = replacesEmail ? (who.email_verified ? 1 : 0) : account.email_verified;
    if (display_name === account.display_name && email === account.email && email_verified === account.email_verified)
      return account;
    const set = { display_name, email, email_verified };
    await this.db.updateTable("accounts").set(set).where("id", "=", account.id).execute();
    return { ...account, ...set };
  }
}
