/** Characters in a row that identify a key; fewer suffice next to a mask. */
const GRAM = 6;
const MIN_PART = 3;
/** Characters of a key's end that identify it without its beginning. */
const MIN_END = 4;
const MIN_SECRET = 8;
const MASK = /[*•…#]+|\.{2,}|x{3,}/i;
const TOKEN = /[^\s"'`<>(),;{}[\]\\]+/g;
const HIDDEN = "[redacted]";

const secrets = new Map<string, ReadonlySet<string>>();

/** Redacts this secret, in whole or in part, from all messages from now on. */
export function registerSecret(secret: string): void {
  if (secret.length < MIN_SECRET || secrets.has(secret.toLowerCase())) return;
  const grams = new Set<string>();
  for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]) {
    const text = form.toLowerCase();
    for (let at = 0; at + GRAM <= text.length; at++) grams.add(text.slice(at, at + GRAM));
  }
  secrets.set(secret.toLowerCase(), grams);
}

/** Redacts registered secrets from an external text. */
export function withoutSecrets(text: string): string {
  if (secrets.size === 0) return text;
  return text.replace(TOKEN, (token, at: number) =>
    reveals(token, at + token.length === text.length) ? HIDDEN : token,
  );
}

function reveals(word: string, last: boolean): boolean {
  const token = word.toLowerCase();
  const bare = token.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  for (const [secret, grams] of secrets) {
    for (let at = 0; at + GRAM <= token.length; at++) if (grams.has(token.slice(at, at + GRAM))) return true;
    if (bare.length >= MIN_END && (secret.startsWith(bare) || secret.endsWith(bare))) return true;
    const [head, tail] = [secret.slice(0, MIN_PART), secret.slice(-MIN_PART)];
    if (
      MASK.test(token) &&
      token.split(MASK).some((part) => part.endsWith(head) || part.startsWith(tail) || overlaps(part, secret))
    )
      return true;
    // The message may have been cut off inside a key.
    if (last && token.endsWith(secret.slice(0, MIN_END))) return true;
  }
  return false;
}

/** Whether the part next to a mask is a longer prefix or suffix of the secret. */
function overlaps(part: string, secret: string): boolean {
  if (part.length < MIN_PART) return false;
  return part.includes(secret.slice(0, MIN_END)) || part.includes(secret.slice(-MIN_END));
}
