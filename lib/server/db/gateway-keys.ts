import type { Kysely, Selectable } from "kysely";
import type { GatewayKeyTable, StateDatabase } from "./schema";

type GatewayKeyRow = Selectable<GatewayKeyTable>;

/** Users' gateway keys, encrypted. */
export class GatewayKeyStore {
  constructor(readonly db: Kysely<StateDatabase>) {}

  of(accountId: number): Promise<GatewayKeyRow[]> {
    return this.db
      .selectFrom("gateway_keys")
      .selectAll()
      .where("account_id", "=", accountId)
      .orderBy("gateway")
      .execute();
  }

  async put(row: GatewayKeyRow): Promise<void> {
    const { account_id, gateway, ...rest } = row;
    await this.db
      .insertInto("gateway_keys")
      .values({ account_id, gateway, ...rest })
      .onConflict((c) => c.columns(["account_id", "gateway"]).doUpdateSet(rest))
      .execute();
  }

  /** Whether there was a key to remove. */
  async remove(accountId: number, gateway: string): Promise<boolean> {
    const { numDeletedRows } = await this.db
      .deleteFrom("gateway_keys")
      .where("account_id", "=", accountId)
      .where("gateway", "=", gateway)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
}
