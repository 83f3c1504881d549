import { type AuthAnswer, type AuthRequest, LinkedAccount } from "@/lib/contract/auth";
import { ApiError } from "@/lib/contract/error";
import type { AccountRow, AccountStore, SignedIn } from "../db/accounts";
import type { KeyRing } from "./key-ring";
import type { LocalSignIn } from "./local";
import { InvalidTokenError, KeysUnavailableError, type PrivyVerifier } from "./privy";

/** How long a device's previous key stays valid after it got a new one, in ms, so that requests in flight succeed. */
const OLD_KEY_MS = 60_000;
const LOCAL = "local:";

/** The configured sign-in: with Privy, or otherwise with a code that the terminal prints. */
export interface Auth {
  accounts: AccountStore;
  keys: KeyRing;
  privy: PrivyVerifier | null;
  local: LocalSignIn | null;
}

interface SignInContext {
  now: Date;
  /** The address that a code was printed for. */
  address: string;
  /** Called with the account before anything is stored; throws when it signs in too often. */
  count(subject: string): Promise<void>;
}

/** Exchanges a verified token for an API key. Throws an ApiError: 401, or 503 without verification. */
export async function exchange(
  auth: Auth,
  request: AuthRequest,
  { now, address, count }: SignInContext,
): Promise<AuthAnswer> {
  const { who, session } = await verified(auth, request, address);
  await count(`${who.issuer} ${who.subject}`);
  const signedIn = await stored(() => auth.accounts.signIn(who, now.toISOString()));
  const fresh = auth.keys.fresh();
  await stored(() =>
    auth.accounts.addKey(
      {
        account_id: signedIn.account.id,
        device: request.device ?? `session ${session}`,
        name: request.device_name || "A browser",
        hash: fresh.hash,
        prefix: fresh.prefix,
        last_four: fresh.last_four,
        scopes: "account chat read conversations",
        created_at: now.toISOString(),
      },
      new Date(now.getTime() + OLD_KEY_MS).toISOString(),
    ),
  );
  auth.keys.forgetAccount(signedIn.account.id);
  return answerOf(signedIn, who, fresh.key, now);
}

async function verified(
  auth: Auth,
  request: AuthRequest,
  address: string,
): Promise<{ who: SignedIn; session: string }> {
  if (auth.local && request.token.startsWith(LOCAL)) {
    const { local } = auth;
    const result = await stored(() => local.use(request.token.slice(LOCAL.length), address));
    if (result === "ok") return { who: OPERATOR, session: "local" };
    const message = {
      wrong: "the code is wrong: look at the terminal again",
      expired: "the code is no longer valid: request a new one",
    };
    throw new ApiError("authentication", message[result], { code: `code_${result}`, param: "token" });
  }
  if (!auth.privy)
    throw new ApiError("authentication", "expected a token of a sign-in that this server offers", { param: "token" });
  try {
    const { subject, session } = await auth.privy.verifyAccess(request.token);
    const confirmed = request.identity_token ? await auth.privy.verifyIdentity(request.identity_token, subject) : null;
    return { who: describe(subject, request, confirmed), session };
  } catch (error) {
    if (error instanceof InvalidTokenError) {
      throw new ApiError("authentication", `the token cannot be accepted: ${error.message}`, {
        code: "invalid_token",
        param: "token",
      });
    }
    if (!(error instanceof KeysUnavailableError)) throw error;
    const message = "the sign-in service cannot be reached to check the token: try again in a few seconds";
    throw new ApiError("provider_unavailable", message, { retryAfterSeconds: 5 });
  }
}

const OPERATOR: SignedIn = {
  issuer: "local",
  subject: "operator",
  auth_method: "local",
  display_name: "Operator",
  email: null,
  email_verified: false,
};

/** Names and email addresses are display hints, unless an identity token confirms them. */
function describe(subject: string, request: AuthRequest, confirmed: unknown[] | null): SignedIn {
  const linkedAccounts =
    confirmed?.flatMap((account) => LinkedAccount.safeParse(account).data ?? []) ?? request.user?.linked_accounts ?? [];
  const of = (type: string) => linkedAccounts.find((account) => account.type === type);
  const [google, github, mail] = [of("google_oauth"), of("github_oauth") ?? of("github"), of("email")];
  const email =
    mail?.address ?? mail?.email ?? google?.email ?? github?.email ?? (confirmed ? null : request.email) ?? null;
  return {
    issuer: "privy",
    subject,
    auth_method: mail ? "email" : google ? "google" : github ? "github" : "email",
    display_name: google?.name ?? github?.name ?? github?.username ?? null,
    email,
    email_verified: confirmed !== null && email !== null,
  };
}

/** Runs work that needs the account store. Throws an ApiError (503) while it is unavailable. */
export async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = "accounts cannot be reached just now: try again in a few seconds";
    throw Object.assign(new ApiError("provider_unavailable", message, { retryAfterSeconds: 5 }), { cause: error });
  }
}

function answerOf(
  { account, isNew }: { account: AccountRow; isNew: boolean },
  who: SignedIn,
  key: string,
  now: Date,
): AuthAnswer {
  return {
    success: true,
    message: isNew ? "account created" : "signed in",
    user_id: account.id,
    api_key: key,
    auth_method: who.auth_method,
    privy_user_id: who.issuer === "privy" ? who.subject : null,
    is_new_user: isNew,
    display_name: account.display_name,
    email: account.email,
    phone_number: null,
    credits: 0,
    timestamp: now.toISOString(),
    subscription_status: null,
    tier: null,
    tier_display_name: null,
    trial_expires_at: null,
    subscription_end_date: null,
    subscription_allowance: null,
    purchased_credits: null,
  };
}
