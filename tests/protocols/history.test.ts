import { expect, it } from "vitest";
import type { ResponseRow, ResponseStore } from "@/lib/server/db/responses";
import { historyOf } from "@/lib/server/protocols/responses/history";

const row = (n: number): ResponseRow => ({
  id: `resp_${n}`,
  account_id: 1,
  key_id: null,
  previous_id: n > 0 ? `resp_${n - 1}` : null,
  created_at: "",
  expires_at: null,
  input: JSON.stringify([{ type: "message", role: "user", id: `in_${n}`, content: "x".repeat(300_000) }]),
  response: JSON.stringify({ output: [{ type: "message", role: "assistant", id: `out_${n}`, content: [] }] }),
  bytes: 0,
});

it("a long history is parsed one response a turn, in its order", async () => {
  const rows = Array.from({ length: 5 }, (_, n) => row(n));
  const store = { find: async (_: unknown, id: string) => rows.find((one) => one.id === id) } as ResponseStore;
  let turns = 0;
  let isOver = false;
  const tick = () => {
    turns++;
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  const found = await historyOf({ previous_response_id: "resp_4" }, store, { accountId: 1, keyId: 1 });
  isOver = true;
  const ids = rows.flatMap((_, n) => [`in_${n}`, `out_${n}`]);
  expect(found.items.map(({ id }) => id)).toEqual(ids);
  expect([...found.byId.keys()]).toEqual(ids);
  expect(found.characters).toBeGreaterThan(1_500_000);
  expect(turns).toBeGreaterThanOrEqual(rows.length);
});
