import { generateKeyPairSync } from "node:crypto";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuthAnswer } from "@/lib/contract/auth";
import type { ErrorBody } from "@/lib/contract/error";
import { type Harness, startHarness } from "./harness";

const APP = "clxxxxxxxxxxxxxxxxxxxxxxx";
const NOW = Math.floor(Date.now() / 1000);
const good = await generateKeyPair("ES256", { extractable: true });
const foreign = await generateKeyPair("ES256", { extractable: true });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

let harness: Harness;
let local: Harness;
let counted: Harness;
beforeAll(async () => {
  const PRIVY_VERIFICATION_KEY = await exportSPKI(good.publicKey);
  harness = await startHarness({ variables: { PRIVY_APP_ID: APP, PRIVY_VERIFICATION_KEY } });
  local = await startHarness();
  counted = await startHarness({ variables: { PRIVY_APP_ID: APP, PRIVY_VERIFICATION_KEY } });
});
afterAll(() => Promise.all([harness.stop(), local.stop(), counted.stop()]));

interface Token {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: Parameters<SignJWT["sign"]>[0];
  without?: string;
}
function token({ claims = {}, header = {}, key = good.privateKey, without }: Token = {}): Promise<string> {
  const all: Record<string, unknown> = {
    iss: "privy.io",
    aud: APP,
    sub: "did:privy:a",
    sid: "s1",
    iat: NOW,
    exp: NOW + 3600,
    ...claims,
  };
  if (without) delete all[without];
  return new SignJWT(all).setProtectedHeader({ alg: "ES256", typ: "JWT", ...header }).sign(key);
}
const post = (to: Harness, path: string, body: unknown, headers: Record<string, string> = {}) =>
  to.get(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const account = (to: Harness, key: string) => to.get("/v1/account", { headers: bearer(key) });
const signIn = async (device: string, claims: Record<string, unknown> = {}) =>
  (await (await post(harness, "/auth", { token: await token({ claims }), device })).json()) as AuthAnswer;

describe("POST /auth", () => {
  it("returns a key for a verified token, and the same account on repeated sign-in", async () => {
    const first = await signIn("device-one", { sub: "did:privy:first" });
    expect(first).toMatchObject({ success: true, is_new_user: true, privy_user_id: "did:privy:first", credits: 0 });
    expect(first.api_key).toMatch(/^gw_live_/);
    const again = await signIn("device-two", { sub: "did:privy:first" });
    expect(again).toMatchObject({ user_id: first.user_id, is_new_user: false });
    expect(again.api_key).not.toBe(first.api_key);
    expect((await account(harness, first.api_key)).status).toBe(200);
  });

  it("trusts only the token: an ID and an email in the body are hints", async () => {
    const victim = await signIn("device-v", { sub: "did:privy:victim" });
    const body = {
      token: await token({ claims: { sub: "did:privy:thief" } }),
      user: {
        id: "did:privy:victim",
        linked_accounts: [{ type: "google_oauth", email: "victim@example.com", name: "V" }],
      },
    };
    const thief = (await (await post(harness, "/auth", body)).json()) as AuthAnswer;
    expect(thief.user_id).not.toBe(victim.user_id);
    expect(thief).toMatchObject({ auth_method: "google", email: "victim@example.com", display_name: "V" });
    expect(await (await account(harness, thief.api_key)).json()).toMatchObject({ email_verified: false });
  });

  it.each<[string, Token]>([
    ["is signed by another key", { key: foreign.privateKey }],
    ["has expired", { claims: { exp: NOW - 60 } }],
    ["is for another app", { claims: { aud: "another-app-xxxxxxxxxxxxx" } }],
    ["is from another issuer", { claims: { iss: "evil.io" } }],
    ["has no session", { without: "sid" }],
    ["has no subject", { without: "sub" }],
    ["has no end", { without: "exp" }],
    ["is of another type", { header: { typ: "at+jwt" } }],
    ["is signed in another way", { header: { alg: "RS256" }, key: rsa }],
  ])("answers 401 to a token that %s", async (_, forged) => {
    const answer = await post(harness, "/auth", { token: await token(forged) });
    const body = (await answer.json()) as ErrorBody;
    expect([answer.status, body.error.error_type, body.error.code]).toEqual([401, "authentication", "invalid_token"]);
  });

  it("returns 401 for an unsigned token and for an invalid one", async () => {
    const [header, payload] = [
      { alg: "none", typ: "JWT" },
      { iss: "privy.io", aud: APP, sub: "x", sid: "s", exp: NOW + 99 },
    ];
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const bad of [`${part(header)}.${part(payload)}.`, "not a token", `local:ABCD-EFGH`])
      expect((await post(harness, "/auth", { token: bad })).status).toBe(401);
  });

  it("says what it expected when a body is invalid", async () => {
    const answer = await post(harness, "/auth", { user: {} });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as ErrorBody).error.message).toContain("token");
  });

  it("returns 503 when the sign-in service's keys cannot be read", async () => {
    const variables = { PRIVY_APP_ID: APP, PRIVY_API_URL: "http://127.0.0.1:9" };
    const cut = await startHarness({ variables });
    const answer = await post(cut, "/auth", { token: await token() });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    await cut.stop();
  });

  it("limits attempts per address and says when to retry", async () => {
    const own = await startHarness({
      variables: { PRIVY_APP_ID: APP, PRIVY_VERIFICATION_KEY: await exportSPKI(good.publicKey) },
    });
    let last = new Response();
    for (let i = 0; i < 31; i++) last = await post(own, "/auth", { token: `bad ${i}` });
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    await own.stop();
  });

  it("limits sign-ins per account, from any address", async () => {
    let last = new Response();
    for (let i = 0; i < 21; i++) {
      const body = { token: await token({ claims: { sub: "did:privy:often", sid: `s${i}` } }) };
      last = await counted.get("/auth", { method: "POST", body: JSON.stringify(body) });
    }
    expect(last.status).toBe(429);
  });

  it("reads the key set of the sign-in service", async () => {
    const jwk = { ...(await exportJWK(good.publicKey)), kid: "k1", alg: "ES256", use: "sig" };
    const { createServer } = await import("node:http");
    const server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const own = await startHarness({ variables: { PRIVY_APP_ID: APP, PRIVY_API_URL: `http://127.0.0.1:${port}` } });
    const answer = await post(own, "/auth", { token: await token({ header: { kid: "k1" } }) });
    expect(answer.status).toBe(200);
    await own.stop();
    server.close();
  });
});

describe("signing in with a code from the terminal", () => {
  const code = () => /Sign-in code: (\S+)/.exec(local.printed.at(-1) ?? "")?.[1] ?? "";

  it("works once, and returns the same account each time", async () => {
    await post(local, "/auth/local", {});
    const body = { token: `local:${code().toLowerCase().replace("-", " ")}`, device: "device-local" };
    const answer = (await (await post(local, "/auth", body)).json()) as AuthAnswer;
    expect(answer).toMatchObject({ auth_method: "local", is_new_user: true });
    expect((await post(local, "/auth", body)).status).toBe(401);
    await post(local, "/auth/local", {});
    const again = (await (await post(local, "/auth", { token: `local:${code()}` })).json()) as AuthAnswer;
    expect(again.user_id).toBe(answer.user_id);
  });

  it("ends after five wrong attempts", async () => {
    await post(local, "/auth/local", {});
    for (let i = 0; i < 5; i++) expect((await post(local, "/auth", { token: "local:AAAA-AAAA" })).status).toBe(401);
    const right = await post(local, "/auth", { token: `local:${code()}` });
    expect(((await right.json()) as ErrorBody).error.code).toBe("code_expired");
  });

  it("is refused when a forwarding header suggests a remote client", async () => {
    const answer = await post(local, "/auth/local", {}, { "x-forwarded-for": "203.0.113.9" });
    expect(answer.status).toBe(403);
  });

  it("is disabled when Privy is configured", async () => {
    expect((await post(harness, "/auth/local", {})).status).toBe(404);
  });
});
