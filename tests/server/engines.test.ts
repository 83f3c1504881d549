import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import Sqlite from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sqliteEngine } from "@/lib/server/db/engines";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "gatewayz-engines-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe("a SQLite transaction", () => {
  it("that reads before it writes blocks writes of other threads", async () => {
    const file = join(dir, "state.db");
    const db = sqliteEngine<{ sums: { total: number } }>(file);
    await sql`create table sums (total integer)`.execute(db);
    await sql`insert into sums values (1)`.execute(db);
    const other = new Sqlite(file, { timeout: 0 } as never);
    await db.transaction().execute(async (tx) => {
      const { total } = await tx.selectFrom("sums").selectAll().executeTakeFirstOrThrow();
      expect(() => other.exec("update sums set total = 10")).toThrow(/locked/);
      await tx
        .updateTable("sums")
        .set({ total: total + 1 })
        .execute();
    });
    expect(await db.selectFrom("sums").selectAll().execute()).toEqual([{ total: 2 }]);
    other.exec("update sums set total = 10");
    other.close();
    await db.destroy();
  });
});
