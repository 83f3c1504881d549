import { AccountStore } from "../db/accounts";
import { Channel } from "../db/channel";
import { CodeStore } from "../db/codes";
import { openState, type State } from "../db/state";
import type { Env } from "../env";
import type { Auth } from "./exchange";
import { KeyRing } from "./key-ring";
import { LocalSignIn } from "./local";
import { PrivyVerifier } from "./privy";
import { loadSecrets, type Secrets } from "./secrets";

/** Accounts and sign-in: the opened store, the sign-in configuration, and the secrets. */
export interface AuthServices extends Auth {
  state: State;
  secrets: Secrets;
  /** The channel between processes that share the store; null for a single process. */
  channel: Channel | null;
  close(): Promise<void>;
}

/**
 * Opens the account store. Call it after the catalog has locked the data directory. Privy disables sign-in by code.
 * @param print writes a line to the operator's terminal
 */
export async function openAuth(env: Env, print: (line: string) => void): Promise<AuthServices> {
  const secrets = loadSecrets(env);
  const state = await openState({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL });
  const channel = env.DATABASE_URL ? await Channel.open(env.DATABASE_URL) : null;
  const accounts = new AccountStore(state.db);
  const keys = new KeyRing(accounts, secrets.pepper);
  if (channel) shareInvalidations(keys, channel);
  const { PRIVY_APP_ID } = env;
  return {
    state,
    secrets,
    accounts,
    channel,
    keys,
    privy: PRIVY_APP_ID ? new PrivyVerifier({ ...env, PRIVY_APP_ID }) : null,
    local: PRIVY_APP_ID
      ? null
      : new LocalSignIn((address) => new CodeStore(state.db, `local ${address}`), secrets.pepper, print),
    close: async () => {
      await channel?.close();
      await state.close();
    },
  };
}

/** A key revoked in one process is invalidated in all of them; processes that were disconnected recheck their keys. */
function shareInvalidations(keys: KeyRing, channel: Channel): void {
  keys.onForget = (what) => channel.publish("forget", what);
  channel.on("forget", (what) => keys.forgotten(what));
  channel.onConnect(() => keys.forgotten("all"));
}
