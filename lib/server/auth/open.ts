import { AccountStore } from "../db/accounts";
import { openState, type State } from "../db/state";
import type { Env } from "../env";
import type { Auth } from "./exchange";
import { KeyRing } from "./key-ring";
import { LocalSignIn } from "./local";
import { PrivyVerifier } from "./privy";
import { loadSecrets, type Secrets } from "./secrets";

/** What the gateway knows of people: the opened store, who may sign in, and the secrets. */
export interface People extends Auth {
  state: State;
  secrets: Secrets;
}

/**
 * Opens the store of people. Call it once the catalogue has taken the data directory. With Privy the sign-in by code is off.
 * @param print writes a line to the operator's terminal
 */
export async function openPeople(env: Env, print: (line: string) => void): Promise<People> {
  const secrets = loadSecrets(env);
  const state = await openState({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL });
  const accounts = new AccountStore(state.db);
  const { PRIVY_APP_ID } = env;
  return {
    state,
    secrets,
    accounts,
    keys: new KeyRing(accounts, secrets.pepper),
    privy: PRIVY_APP_ID ? new PrivyVerifier({ ...env, PRIVY_APP_ID }) : null,
    local: PRIVY_APP_ID ? null : new LocalSignIn(print),
  };
}
