import { createPublicKey } from "node:crypto";
import { z } from "zod";

/** An invalid setting: the message states its name, the expected value, and, unless secret, the actual one. */
export class SettingError extends Error {}

/** A switch: 1 or true, 0 or false. */
export const Flag = z.enum(["0", "1", "true", "false"]).transform((v) => v === "1" || v === "true");

/** An integer in a range. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .refine((v) => /^\d+$/.test(v) && Number(v) >= min && Number(v) <= max, `a whole number from ${min} to ${max}`)
    .transform(Number);

/** A base URL without a trailing slash. */
export const HttpUrl = z
  .string()
  .refine((v) => /^https?:\/\/[^/]/.test(v) && URL.canParse(v), "a URL that starts with http:// or https://")
  .refine((v) => !/[?#]/.test(v), "a URL without ? and #")
  .transform((v) => v.replace(/\/+$/, ""));

/** A base URL without a user name or password. */
export const PlainHttpUrl = HttpUrl.refine(
  (v) => !hasCredentials(v),
  "a URL without a user name and a password: they are not sent, and would be shown",
);

/** A secret that clients send in a header. */
export const HeaderSecret = z
  .string()
  .min(16, "at least 16 characters")
  .regex(/^[\x20-\x7e]+$/, "printable ASCII characters alone, because clients send it in a header");

/** A PostgreSQL URL; sockets are given by `host=` or an encoded path. */
export const PostgresUrl = z
  .string()
  .refine((v) => /^postgres(ql)?:\/\//.test(v), "a URL that starts with postgres:// or postgresql://")
  .refine(isStoreUrl, storeUrl("postgres://user:password@host:5432/database"));

/** A Redis URL. */
export const RedisUrl = z
  .string()
  .refine((v) => /^rediss?:\/\//.test(v), "a URL that starts with redis:// or rediss://")
  .refine((v) => isStoreUrl(v) && isRedisPlace(v), storeUrl("redis://user:password@host:6379/0"));

/** A public key in PEM; line breaks may be written as \n. */
export const PublicKeyPem = z
  .string()
  .transform((v) => v.replaceAll("\\n", "\n"))
  .refine((v) => v.includes("BEGIN PUBLIC KEY") && isPublicKey(v), "a public key in PEM");

/**
 * Trims a value, because files and shells may add white space. Throws a SettingError for surrounding quotes and control
 * characters: a secret with them would never match the one that clients send.
 */
export function cleanSetting(name: string, value: string): string {
  const clean = value.trim();
  if (/^(["'`]).*\1$/s.test(clean) && clean.length > 1)
    throw new SettingError(`${name}: expected a value without quotes around it`);
  if (/^["'`]|["'`]$/.test(clean)) throw new SettingError(`${name}: expected a value without a quote at its end`);
  // A PEM key has several lines.
  const inner = clean.startsWith("-----BEGIN ") ? clean.replace(/\r?\n/g, "") : clean;
  if (/\p{Cc}/u.test(inner)) throw new SettingError(`${name}: expected one line without control characters`);
  return clean;
}

/** Whether a URL has a user name or password. */
export function hasCredentials(url: string): boolean {
  if (!URL.canParse(url)) return url.includes("@");
  const { username, password } = new URL(url);
  return username !== "" || password !== "";
}

function storeUrl(example: string): string {
  return `a URL like ${example}, with each of # / ? @ : % in the user name or the password percent-encoded`;
}

/** An unescaped # / or ? in a password ends the host early: the rest would be lost, or read as a path. */
function isStoreUrl(url: string): boolean {
  if (!URL.canParse(url) || url.includes("#") || (url.includes("@") && !hasCredentials(url))) return false;
  const { username, password } = new URL(url);
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

function isRedisPlace(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  return hostname !== "" && /^\/?\d*$/.test(pathname);
}

function isPublicKey(pem: string): boolean {
  try {
    return createPublicKey(pem).type === "public";
  } catch {
    return false;
  }
}
