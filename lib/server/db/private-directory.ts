import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { SettingError } from "../setting";

const OTHERS = 0o077;
const STICKY = 0o1000;

/**
 * Creates the data directory if needed, and makes its files accessible to the owner only. An existing directory keeps
 * its mode unless it contains our database. Throws a SettingError.
 */
export function privateDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingError(`DATA_DIR: expected a directory that this user may write to, ${dataDir} gives ${code}`);
  }
  if (!existsSync(join(dataDir, "gatewayz.db"))) return;
  const self = process.getuid?.();
  const tighten = (path: string, bits: number) => {
    const { uid, mode } = lstatSync(path);
    if (uid === self && (mode & OTHERS) !== 0 && (mode & STICKY) === 0) chmodSync(path, bits);
  };
  if (self === undefined) return;
  tighten(dataDir, 0o700);
  for (const name of readdirSync(dataDir)) {
    const path = join(dataDir, name);
    if (
      /^(?:(?:gatewayz|state|lock)\.db(?:-\w+)?|owner|key-pepper|encryption-key)$/.test(name) &&
      statSync(path).isFile()
    )
      tighten(path, 0o600);
  }
}
