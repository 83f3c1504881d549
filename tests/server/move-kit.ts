import { KeyRing } from "@/lib/server/auth/key-ring";
import { AccountStore } from "@/lib/server/db/accounts";
import { ChatStore } from "@/lib/server/db/chats";
import { openDatabase, type Place } from "@/lib/server/db/client";
import { PresetStore } from "@/lib/server/db/presets";
import { ResponseStore } from "@/lib/server/db/responses";
import { addRun } from "@/lib/server/db/runs";
import { openState } from "@/lib/server/db/state";
import { UsageStore } from "@/lib/server/db/usage";

/** What keys are hashed with in tests of moves. */
export const PEPPER = "a pepper for tests that is long enough";
export const AT = "2026-01-01T00:00:00.000Z";

/** Puts something into every table; returns a key that works there. */
export async function populate(place: Place, calls: number): Promise<string> {
  const catalog = await openDatabase(place);
  const state = await openState(place);
  const accounts = new AccountStore(state.db);
  const keys = new KeyRing(accounts, PEPPER);
  const who = { issuer: "test", auth_method: "email", display_name: "Łukasz \u2028 'x'", email_verified: true };
  const { account } = await accounts.signIn({ ...who, subject: "one", email: "one@example.com" }, AT);
  const { account: left } = await accounts.signIn({ ...who, subject: "two", email: null }, AT);
  const { key, ...stored } = keys.fresh();
  const limits = { spend_limit_day_usd: 0.1, allowed_models: '["acme/*"]', allowed_gateways: '["groq"]' };
  const rest = { device: null, name: "a\u0000b", created_at: AT, scopes: "chat read", ...limits };
  await accounts.addKey({ account_id: account.id, ...rest, ...stored }, AT);
  // Its id must not be given again, although no row has it.
  await state.db.deleteFrom("accounts").where("id", "=", left.id).execute();
  const gatewayKey = { account_id: account.id, gateway: "groq", sealed: "sealed", last_four: "1234", created_at: AT };
  await state.db.insertInto("gateway_keys").values(gatewayKey).execute();
  const preset = { account_id: account.id, name: "Short", model: "acme/bunny", gateway: null, settings: "{}" };
  await new PresetStore(state.db).add({ ...preset, created_at: AT, updated_at: AT });
  const response = { id: "resp_1", key_id: null, previous_id: null, expires_at: null, input: "[]", response: "{}" };
  await new ResponseStore(state.db).add({ ...response, account_id: account.id, created_at: AT });
  const call = {
    at: AT,
    account_id: account.id,
    key_id: 1,
    model: "acme/bunny",
    gateway: "groq",
    native_id: "bunny",
    own_key: 0,
    stream: 1,
    prompt_tokens: 7,
    completion_tokens: null,
    cached_tokens: 0,
    estimated: 0,
    duration_ms: 12,
    outcome: "ok",
    error_type: null,
    attempts: 1,
  };
  const usage = new UsageStore(state.db);
  for (let i = 0; i < calls; i += 5_000)
    await usage.add(
      Array.from({ length: Math.min(5_000, calls - i) }, (_, n) => ({
        ...call,
        request_id: `request-${Math.random()}`,
        call_id: `call-${i + n}`,
        cost_usd: (i + n) / 3e6,
        first_token_ms: n % 3 ? n : null,
      })),
    );
  const chats = new ChatStore(state.db);
  const times = { created_at: AT, updated_at: AT };
  const session = await state.db
    .insertInto("chat_sessions")
    .values({ account_id: account.id, title: "A chat", model: null, settings: "{}", deleted_at: null, ...times })
    .returning("id")
    .executeTakeFirstOrThrow();
  const message = await state.db
    .insertInto("chat_messages")
    .values({
      session_id: session.id,
      parent_id: null,
      role: "user",
      content: JSON.stringify("word ".repeat(400_000)),
      words: "word",
      reasoning: "",
      model: null,
      state: "running",
      writer: 77,
      facts: null,
      error: null,
      tokens: null,
      created_at: AT,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await chats.addEvents([{ message_id: message.id, seq: 1, kind: "text", text: "so far\u0000" }]);
  await chats.share(session.id, "a-token", ["{}", " ".repeat(1_500_000)], AT);
  const rows = { gateway: "groq", native_id: "bunny", first_seen_at: AT, fetched_at: AT, missed: 0, gone_at: null };
  const never = { replaced_embedded: 1, duplicates: 0, skipped: 0, synced_at: AT, last_attempt_at: AT };
  await catalog.db
    .insertInto("gateways")
    .values({ slug: "groq", ...never, error: null, held: null })
    .execute();
  for (const id of ["bunny", "Bunny", "bunny-2", "äbunny", "_bunny"])
    await catalog.db
      .insertInto("offers")
      .values({ ...rows, native_id: id, facts: "{}", source: "x" })
      .execute();
  const event = { at: AT, gateway: "groq", native_id: "bunny", kind: "added" as const, before: null, after: "{}" };
  await catalog.db.insertInto("offer_events").values(event).execute();
  await catalog.db
    .insertInto("snapshots")
    .values({ at: AT, hash: "h", models: 1, offers: 5, per_gateway: "{}" })
    .execute();
  const named = { id_key: "a/b", id: "A/b", model_key: "b", gateway: "groq", native_id: "bunny", given_at: AT };
  await catalog.db.insertInto("model_ids").values(named).execute();
  const report = { at: AT, model: "A/b", gateway: "groq", native_id: "bunny", note: "", method: "m", evidence: "e" };
  await catalog.db.insertInto("merge_reports").values(report).execute();
  const run = { gateway: "groq", at: AT, ms: 12, complete: 1, reason: "end", error: null };
  await addRun(catalog.db, { ...run, pages: 1, offers: 5, added: 5, changed: 0, gone: 0, skipped: 0 });
  await state.close();
  await catalog.close();
  return key;
}

/** Makes the schema, so that the tables can be counted. */
export async function makeSchema(place: Place): Promise<void> {
  const catalog = await openDatabase(place);
  await (await openState(place)).close();
  await catalog.close();
}
