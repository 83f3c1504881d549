import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "../env";

/** The pepper for hashing API keys, and the key for encrypting users' gateway keys (32 bytes, hexadecimal). */
export interface Secrets {
  pepper: string;
  encryptionKey: string;
}

/** The secrets in the settings or, if unset, in files that only the owner can read. */
export function loadSecrets(env: Pick<Env, "KEY_PEPPER" | "ENCRYPTION_KEY" | "DATA_DIR">): Secrets {
  return {
    pepper: env.KEY_PEPPER ?? loadOrCreateKey(join(env.DATA_DIR, "key-pepper")),
    encryptionKey: env.ENCRYPTION_KEY ?? loadOrCreateKey(join(env.DATA_DIR, "encryption-key")),
  };
}

function loadOrCreateKey(file: string): string {
  if (!existsSync(file)) createKey(file);
  const secret = readFileSync(file, "utf8").trim();
  if (/^[0-9a-f]{64}$/.test(secret)) return secret;
  throw new Error(
    `${file} is damaged: expected 64 hexadecimal digits. Put back its copy, or remove it: then all keys end`,
  );
}

/** Atomic: an interrupted start leaves no partial secret. */
function createKey(file: string): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    const descriptor = openSync(draft, "w", 0o600);
    writeSync(descriptor, randomBytes(32).toString("hex"));
    fsyncSync(descriptor);
    closeSync(descriptor);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
