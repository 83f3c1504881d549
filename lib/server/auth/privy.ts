import { createRemoteJWKSet, importSPKI, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import type { Env } from "../env";

const PRIVY = "https://auth.privy.io";
const ISSUER = "privy.io";
/** Allowed clock skew, in seconds. */
const CLOCK_SKEW = 10;
const TIMEOUT_MS = 5_000;

/** The claims of a verified access token, which has no email and no name. */
interface PrivyToken {
  subject: string;
  session: string;
}

/** An invalid token: forged, expired, or for another app. The message states which, and contains no secrets. */
export class InvalidTokenError extends Error {}

/** Privy's public keys could not be read. */
export class KeysUnavailableError extends Error {}

const Claims = z.object({ sub: z.string().min(1), sid: z.string().min(1), exp: z.number() });

/** Verifies Privy's tokens: ES256, issuer, audience, type, subject, session, and time. */
export class PrivyVerifier {
  readonly #key: JWTVerifyGetKey;
  readonly #appId: string;
  readonly #now: () => Date;

  constructor(
    env: Pick<Env, "PRIVY_API_URL" | "PRIVY_VERIFICATION_KEY"> & { PRIVY_APP_ID: string },
    now: () => Date = () => new Date(),
  ) {
    this.#appId = env.PRIVY_APP_ID;
    this.#now = now;
    const pem = env.PRIVY_VERIFICATION_KEY;
    if (pem) {
      const imported = importSPKI(pem, "ES256");
      imported.catch(() => {});
      this.#key = () => imported;
    } else {
      const base = env.PRIVY_API_URL ?? PRIVY;
      const url = new URL(`${base}/api/v1/apps/${env.PRIVY_APP_ID}/jwks.json`);
      this.#key = createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS });
    }
  }

  /** The subject of an access token. Throws an InvalidTokenError or a KeysUnavailableError. */
  async verifyAccess(token: string): Promise<PrivyToken> {
    const claims = Claims.safeParse(await this.#verify(token));
    if (!claims.success) throw new InvalidTokenError("it has no subject, session or end");
    return { subject: claims.data.sub, session: claims.data.sid };
  }

  /** The linked accounts that an identity token of this subject confirms; empty for any other token. */
  async verifyIdentity(token: string, subject: string): Promise<unknown[]> {
    const payload = await this.#verify(token);
    if (payload.sub !== subject) throw new InvalidTokenError("the identity token belongs to another user");
    const accounts = payload.linked_accounts;
    const list = typeof accounts === "string" ? (JSON.parse(accounts) as unknown) : accounts;
    return Array.isArray(list) ? list : [];
  }

  async #verify(token: string) {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer: ISSUER,
        audience: this.#appId,
        algorithms: ["ES256"],
        typ: "JWT",
        clockTolerance: CLOCK_SKEW,
        currentDate: this.#now(),
        requiredClaims: ["exp", "sub"],
      });
      return payload;
    } catch (error) {
      const code = (error as { code?: string }).code ?? "";
      if (code === "ERR_JWKS_TIMEOUT" || !code.startsWith("ERR_J")) {
        throw new KeysUnavailableError("Privy's keys cannot be read just now", { cause: error });
      }
      if (code === "ERR_JOSE_GENERIC") throw new KeysUnavailableError("Privy answered with no keys", { cause: error });
      throw new InvalidTokenError(code === "ERR_JWT_EXPIRED" ? "it has expired" : (error as Error).message);
    }
  }
}
