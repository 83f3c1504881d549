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

/** What the gateway knows of people: the opened store, who may sign in, and the secrets. */
export interface AuthServices extends Auth {
  state: State;
  secrets: Secrets;
  /** What processes with the same store say to each other; null where there is one only. */
  channel: Channel | null;
  close(): Promise<void>;
}

/**
 * Opens the store of people. Call it once the catalog has taken the data directory. With Privy the sign-in by code is off.
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

/** A key that was revoked in one process ends in all of them at once; those that were out of reach ask again. */
function shareInvalidations(keys: KeyRing, channel: Channel): void {
  keys.onForget = (what) => channel.publish("forget", what);
  channel.on("forget", (what) => keys.forgotten(what));
  channel.onConnect(() => keys.forgotten("all"));
}
