import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export const PRIVY_APP = "clgatewayztestapp00000000";
/** The code that is always accepted. */
export const PRIVY_CODE = "123456";

/** Privy's HTTP API as far as the real SDK calls it, with faults on demand. */
export interface FakePrivy {
  url: string;
  /** Sets a fault by path: an HTTP status, or `hang`. */
  fail(path: string, how: number | "hang" | null): void;
  /** Makes the consent page refuse. */
  deny(refuse: boolean): void;
  /** Ends all sessions: a refresh returns 401. */
  revoke(): void;
  /** Requested paths, in order. */
  calls: string[];
  close(): Promise<void>;
}

interface Session {
  user: object & { id: string };
}

const CONFIG = {
  id: PRIVY_APP,
  name: "Gatewayz tests",
  email_auth: true,
  google_oauth: true,
  github_oauth: true,
  allowlist_config: {},
  custom_api_url: null,
  captcha_enabled: false,
  enabled_captcha_provider: null,
  wallet_auth: false,
  solana_wallet_auth: false,
  sms_auth: false,
  passkey_auth: false,
  telegram_auth: false,
  show_wallet_login_first: false,
  mfa_methods: [],
  require_users_accept_terms: false,
  accent_color: null,
  logo_url: null,
  terms_and_conditions_url: null,
  privacy_policy_url: null,
  embedded_wallet_config: {
    create_on_login: "off",
    ethereum: { create_on_login: "off" },
    solana: { create_on_login: "off" },
  },
};

/** Starts the fake on a free local port. */
export async function startPrivy(): Promise<FakePrivy> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "fake", alg: "ES256", use: "sig" };
  const failures = new Map<string, number | "hang">();
  const sessions = new Map<string, Session>();
  const challenges = new Map<string, { provider: string; challenge: string }>();
  const calls: string[] = [];
  let refuse = false;
  let count = 0;

  const session = async (user: Session["user"], isNew: boolean) => {
    count++;
    const refresh_token = `refresh-${count}`;
    sessions.set(refresh_token, { user });
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({ sid: `sid-${count}` })
      .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: "fake" })
      .setIssuer("privy.io")
      .setAudience(PRIVY_APP)
      .setSubject(user.id)
      .setIssuedAt(now)
      .setExpirationTime(now + 3600)
      .sign(privateKey);
    return { user, token, privy_access_token: null, refresh_token, is_new_user: isNew, session_update_action: "set" };
  };

  const answers: Record<string, (body: Record<string, string>) => Promise<[number, unknown]>> = {
    "/api/v1/analytics_events": async () => [200, {}],
    "/api/v1/passwordless/init": async () => [200, { success: true }],
    "/api/v1/passwordless/authenticate": async ({ email = "", code }) =>
      code === PRIVY_CODE
        ? [200, await session(person(email, { type: "email", address: email }), true)]
        : [422, { error: "Invalid email and code combination", code: "invalid_credentials" }],
    "/api/v1/oauth/init": async ({ provider = "", redirect_to = "", code_challenge = "", state_code = "" }) => {
      challenges.set(state_code, { provider, challenge: code_challenge });
      return [200, { url: `${base()}/consent?${new URLSearchParams({ redirect_to, state: state_code, provider })}` }];
    },
    "/api/v1/oauth/authenticate": async ({ state_code = "", code_verifier = "", authorization_code }) => {
      const asked = challenges.get(state_code);
      const proof = createHash("sha256").update(code_verifier).digest("base64url");
      if (!asked || asked.challenge !== proof || authorization_code !== "fake-code")
        return [422, { error: "OAuth code is not valid", code: "invalid_credentials" }];
      const type = `${asked.provider}_oauth`;
      const account = { type, subject: "7", email: "octo@example.com", name: "Octo Cat", username: "octocat" };
      const oauth_tokens = {
        provider: asked.provider,
        access_token: "x",
        access_token_expires_in_seconds: 60,
        scopes: [],
      };
      return [200, { ...(await session(person(asked.provider, account), true)), oauth_tokens }];
    },
    "/api/v1/sessions": async ({ refresh_token = "" }) => {
      const known = sessions.get(refresh_token);
      return known
        ? [200, await session(known.user, false)]
        : [401, { error: "Refresh token is not valid", code: "missing_or_invalid_token" }];
    },
    "/api/v1/sessions/logout": async ({ refresh_token = "" }) => {
      sessions.delete(refresh_token);
      return [200, { success: true }];
    },
    [`/api/v1/apps/${PRIVY_APP}`]: async () => [200, CONFIG],
    [`/api/v1/apps/${PRIVY_APP}/jwks.json`]: async () => [200, { keys: [jwk] }],
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", base());
    if (request.method === "OPTIONS") return void response.writeHead(204, cors(request)).end();
    calls.push(url.pathname);
    const failure = failures.get(url.pathname);
    if (failure === "hang") return;
    if (failure !== undefined)
      return json(request, response, failure, {
        error: "as the test asked",
        code: failure === 429 ? "too_many_requests" : "server_error",
      });
    if (url.pathname === "/consent") {
      const back = new URL(url.searchParams.get("redirect_to") ?? "");
      back.searchParams.set("privy_oauth_code", refuse ? "undefined" : "fake-code");
      back.searchParams.set("privy_oauth_state", url.searchParams.get("state") ?? "");
      back.searchParams.set("privy_oauth_provider", url.searchParams.get("provider") ?? "");
      return void response.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname.endsWith("/embedded-wallets"))
      return void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>none</title>");
    const make = answers[url.pathname];
    if (!make) return json(request, response, 404, { error: `no ${url.pathname} here`, code: "not_found" });
    const [status, body] = await make(await bodyOf(request));
    json(request, response, status, body);
  };
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const base = () => `http://127.0.0.1:${port}`;
  return {
    url: base(),
    fail: (path, how) => void (how === null ? failures.delete(path) : failures.set(path, how)),
    deny: (value) => {
      refuse = value;
    },
    revoke: () => sessions.clear(),
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function person(name: string, account: object): Session["user"] {
  const now = Math.floor(Date.now() / 1000);
  const verified = { verified_at: now, first_verified_at: now, latest_verified_at: now };
  const id = `did:privy:${createHash("sha256").update(name).digest("hex").slice(0, 25)}`;
  const linked_accounts = [{ ...account, ...verified }];
  return Object.assign(
    { created_at: now, linked_accounts, mfa_methods: [], has_accepted_terms: false, is_guest: false },
    { id },
  );
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? {} : (JSON.parse(text) as Record<string, string>);
}

function cors(request: IncomingMessage): Record<string, string> {
  return {
    "access-control-allow-origin": request.headers.origin ?? "*",
    "access-control-allow-credentials": "true",
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "*",
    vary: "Origin",
  };
}

function json(request: IncomingMessage, response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...cors(request), "content-type": "application/json" }).end(JSON.stringify(body));
}
