import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuthAnswer } from "@/lib/contract/auth";
import type { ApiKeyList, NewKeyAnswer } from "@/lib/contract/key";
import { KeyRing } from "@/lib/server/auth/key-ring";
import { type Harness, startHarness } from "./harness";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  harness.get(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const account = (key: string) => harness.get("/v1/account", { headers: bearer(key) });
const signIn = async (device: string) => {
  await post("/auth/local", {});
  const code = /Sign-in code: (\S+)/.exec(harness.printed.at(-1) ?? "")?.[1];
  return (await (await post("/auth", { token: `local:${code}`, device })).json()) as AuthAnswer;
};

describe("a key", () => {
  it("of a device is replaced when the device signs in again; the old one expires after a minute", async () => {
    const first = await signIn("device-rotating");
    const second = await signIn("device-rotating");
    expect((await account(first.api_key)).status).toBe(200);
    expect((await account(second.api_key)).status).toBe(200);
    const rows = await harness.auth.accounts.keys(first.user_id, new Date(Date.now() + 61_000).toISOString());
    expect(rows.map((row) => row.last_four)).toEqual([second.api_key.slice(-4)]);
  });

  it("is shown once, listed without itself, limited to its scopes, and revoked permanently", async () => {
    const owner = await harness.key({ subject: "keys" });
    const made = await post("/v1/keys", { name: "laptop", scopes: ["read"], expires_in_days: 1 }, bearer(owner));
    expect(made.status).toBe(201);
    const fresh = (await made.json()) as NewKeyAnswer;
    expect(fresh).toMatchObject({ name: "laptop", scopes: ["read"], device: false });
    const listed = await (await harness.get("/v1/keys", { headers: bearer(owner) })).text();
    expect(listed).not.toContain(fresh.key);
    expect((JSON.parse(listed) as ApiKeyList).data.map((k) => k.last_four)).toContain(fresh.key.slice(-4));
    expect((await harness.get("/v1/keys", { headers: bearer(fresh.key) })).status).toBe(403);
    const chats = `${await harness.url()}/v1/chat/completions`;
    expect((await fetch(chats, { method: "POST", headers: bearer(fresh.key), body: "{}" })).status).toBe(403);
    const ended = await harness.get(`/v1/keys/${fresh.id}`, { method: "DELETE", headers: bearer(owner) });
    expect(ended.status).toBe(200);
    expect((await account(fresh.key)).status).toBe(401);
  });

  it.each([["chat"], ["read"], ["conversations"]] as const)(
    "with only the scope %s can revoke itself",
    async (scope) => {
      const owner = await harness.key({ subject: "revoking" });
      const create = async () =>
        (await (await post("/v1/keys", { name: "k", scopes: [scope] }, bearer(owner))).json()) as NewKeyAnswer;
      const revoke = async (id: number | string, key: string) =>
        (await harness.get(`/v1/keys/${id}`, { method: "DELETE", headers: bearer(key) })).status;
      const [first, second] = [await create(), await create()];
      expect(await revoke(second.id, first.key)).toBe(403);
      expect(await revoke("current", first.key)).toBe(200);
      expect(await revoke("current", first.key)).toBe(401);
      expect(await revoke(second.id, second.key)).toBe(200);
    },
  );

  it("of another account can be neither seen nor revoked", async () => {
    const [mine, theirs] = [await harness.key({ subject: "me" }), await harness.key({ subject: "them" })];
    const { data } = (await (await harness.get("/v1/keys", { headers: bearer(theirs) })).json()) as ApiKeyList;
    expect((await harness.get(`/v1/keys/${data[0]?.id}`, { method: "DELETE", headers: bearer(mine) })).status).toBe(
      404,
    );
    expect((await account(theirs)).status).toBe(200);
  });

  it("is invalid after its account is deleted or its devices are signed out", async () => {
    const { api_key } = await signIn("device-x");
    const made = (await (await post("/v1/keys", { name: "k" }, bearer(api_key))).json()) as NewKeyAnswer;
    await post("/v1/account/sign-out", {}, bearer(api_key));
    expect((await account(api_key)).status).toBe(401);
    expect((await account(made.key)).status).toBe(200);
    const again = await signIn("device-x");
    await harness.get("/v1/account", { method: "DELETE", headers: bearer(again.api_key) });
    for (const key of [made.key, again.api_key]) expect((await account(key)).status).toBe(401);
  });

  it.each([[{}], [{ name: "" }], [{ name: "k", scopes: ["account"] }], [{ name: "k", spend_limit_usd: -1 }]])(
    "cannot be created from %j",
    async (body) => {
      expect((await post("/v1/keys", body, bearer(await harness.key()))).status).toBe(400);
    },
  );

  it("is required, and an invalid one is distinguished from none", async () => {
    const none = await harness.get("/v1/account");
    expect([none.status, none.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect((await account("gw_live_nonsense")).status).toBe(401);
  });

  it("is not accepted again by a lookup that began before it was revoked", async () => {
    const { accounts, secrets } = harness.auth;
    let answerNow = () => {};
    const held = new Promise<void>((resolve) => {
      answerNow = resolve;
    });
    let lookups = 0;
    const store = new Proxy(accounts, {
      get: (target, name) => {
        const member = Reflect.get(target, name).bind(target);
        if (name !== "keyByHash") return member;
        return async (hash: string) => {
          const row = await member(hash);
          if (lookups++ === 0) await held;
          return row;
        };
      },
    });
    const ring = new KeyRing(store, secrets.pepper);
    const key = await harness.key({ subject: "revoked" });
    const early = ring.caller(key);
    const { accountId = 0, keyId = 0 } = (await new KeyRing(accounts, secrets.pepper).caller(key)) ?? {};
    await accounts.revokeKey(accountId, keyId, new Date().toISOString());
    ring.forget(keyId);
    const late = ring.caller(key);
    answerNow();
    await early;
    expect([await late, await ring.caller(key)]).toEqual([null, null]);
  });

  it("stays valid while the store is unavailable if it was used before; an unknown one gets 503", async () => {
    let now = Date.now();
    let away = false;
    let asked = 0;
    const { accounts, secrets } = harness.auth;
    const store = new Proxy(accounts, {
      get: (target, name) =>
        name === "keyByHash" && away
          ? () => Promise.reject(new Error(`away, asked ${++asked} times`))
          : Reflect.get(target, name).bind(target),
    });
    const ring = new KeyRing(store, secrets.pepper, () => now);
    const key = await harness.key({ subject: "outage" });
    expect(await ring.caller(key)).toMatchObject({ scopes: ["account", "chat", "read", "conversations"] });
    away = true;
    now += 500_000;
    for (let i = 0; i < 5; i++) expect(await ring.caller(key)).not.toBeNull();
    expect(asked).toBe(1);
    await expect(ring.caller("gw_live_unknown")).rejects.toMatchObject({ type: "provider_unavailable" });
    now += 200_000;
    await expect(ring.caller(key)).rejects.toMatchObject({ type: "provider_unavailable" });
    away = false;
    expect(await ring.caller(key)).not.toBeNull();
  });
});
