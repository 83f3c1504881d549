import type { Insertable, Kysely, Selectable } from "kysely";
import { folded } from "@/lib/models/text";
import type { StateDatabase } from "./schema";
import type { PresetTable } from "./schema-chats";

export type PresetRow = Selectable<PresetTable>;
/** Absent or undefined fields stay unchanged. */
type PresetSet = { [K in "name" | "model" | "gateway" | "settings" | "updated_at"]?: PresetTable[K] | undefined };

/** Presets. Every statement includes the account they must belong to. */
export class PresetStore {
  constructor(readonly db: Kysely<StateDatabase>) {}

  /** The IDs of an account's presets, sorted by name. */
  async ids(account: number): Promise<number[]> {
    const rows = this.db.selectFrom("presets").select("id").where("account_id", "=", account).orderBy("name_key");
    return (await rows.execute()).map(({ id }) => id);
  }

  one(account: number, id: number): Promise<PresetRow | undefined> {
    return this.#presets(account).where("id", "=", id).executeTakeFirst();
  }

  /** The preset with this name, ignoring case and accents. */
  named(account: number, name: string): Promise<PresetRow | undefined> {
    return this.#presets(account).where("name_key", "=", keyOf(name)).executeTakeFirst();
  }

  /** Adds a preset; undefined when the name is taken. */
  add(row: Omit<Insertable<PresetTable>, "id" | "name_key">): Promise<PresetRow | undefined> {
    const added = this.db.insertInto("presets").values({ ...row, name_key: keyOf(row.name) });
    const once = added.onConflict((c) => c.columns(["account_id", "name_key"]).doNothing());
    return once.returningAll().executeTakeFirst();
  }

  change(account: number, id: number, set: PresetSet): Promise<PresetRow | undefined> {
    const key = set.name === undefined ? {} : { name_key: keyOf(set.name) };
    const changed = this.db.updateTable("presets").set({ ...set, ...key });
    return changed.where("account_id", "=", account).where("id", "=", id).returningAll().executeTakeFirst();
  }

  async remove(account: number, id: number): Promise<boolean> {
    const removed = this.db.deleteFrom("presets").where("account_id", "=", account).where("id", "=", id);
    return (await removed.executeTakeFirst()).numDeletedRows > 0n;
  }

  #presets(account: number) {
    return this.db.selectFrom("presets").selectAll().where("account_id", "=", account);
  }
}

const keyOf = (name: string) => folded(name.trim());
