import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AccountStore } from "@/lib/server/db/accounts";
import { openState, type State } from "@/lib/server/db/state";
import { type NewUsage, UsageStore } from "@/lib/server/db/usage";
import { openUsageThread, type UsageThread } from "@/lib/server/usage/usage-thread";

const AT = "2026-01-01T00:00:00.000Z";
const WORKER = pathToFileURL(join(import.meta.dirname, "../../.build/usage-worker.mjs"));
const dataDir = mkdtempSync(join(tmpdir(), "gatewayz-usage-"));
let state: State;
let thread: UsageThread;
let accountId: number;

beforeAll(async () => {
  state = await openState({ dataDir });
  const who = { issuer: "i", subject: "s", auth_method: "email", display_name: null, email: null };
  accountId = (await new AccountStore(state.db).signIn({ ...who, email_verified: false }, AT)).account.id;
  thread = openUsageThread(WORKER, dataDir);
});
afterAll(async () => {
  await thread.close();
  await state.close();
  rmSync(dataDir, { recursive: true });
});

function rows(count: number, begin: string, account = accountId): NewUsage[] {
  return Array.from({ length: count }, (_, i) => ({
    at: AT,
    account_id: account,
    key_id: 1,
    request_id: `${begin}${i}`,
    call_id: `${begin}${i}`,
    model: "lab/model",
    gateway: "groq",
    native_id: "model",
    own_key: 0,
    stream: 1,
    prompt_tokens: i,
    completion_tokens: null,
    cached_tokens: null,
    estimated: 0,
    cost_usd: 0.5,
    first_token_ms: 1,
    duration_ms: 2,
    outcome: "ok",
    error_type: null,
    attempts: 1,
  }));
}

const kept = () => new UsageStore(state.db).recent({ accountId, keyId: null, since: "" }, 1_000);

it("writes complete rows, each once, before it resolves", async () => {
  const [first, ...rest] = rows(300, "a");
  await thread.add([first as NewUsage]);
  await Promise.all([thread.add([first as NewUsage, ...rest]), thread.add(rows(7, "b"))]);
  const all = await kept();
  expect(all).toHaveLength(307);
  expect(all.find(({ call_id }) => call_id === "a299")).toMatchObject({ ...rest.at(-1) });
});

it("writes all or none, and rejects with the reason", async () => {
  const before = (await kept()).length;
  await expect(thread.add([...rows(3, "c"), ...rows(1, "d", 99)])).rejects.toThrow(/foreign key/i);
  expect(await kept()).toHaveLength(before);
});

it("restarts after its end", async () => {
  await thread.close();
  await thread.add(rows(1, "e"));
  expect((await kept())[0]?.call_id).toBe("e0");
});

it("rejects when it cannot be started, instead of waiting forever", async () => {
  const none = openUsageThread(pathToFileURL(join(dataDir, "none.mjs")), dataDir);
  await expect(none.add(rows(1, "f"))).rejects.toThrow(/none\.mjs/);
});
