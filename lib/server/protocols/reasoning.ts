import { isObject, type Json } from "./json";

/**
 * Sealed reasoning (signatures, encrypted text) is prefixed with its gateway's name while a client has it, so that it
 * is never sent to another gateway.
 */
const MARK = /^gz1\.([a-z0-9-]+)\.([sd])\./;
const KINDS = { signature: "s", data: "d" } as const;

/** A signature or encrypted text as sent to clients. */
export function sealOf(gateway: string, kind: keyof typeof KINDS, value: string): string {
  return `gz1.${gateway}.${KINDS[kind]}.${value}`;
}

/** Parses a seal that a client sent back; null when we did not issue it. */
export function openSeal(seal: string, text: string): Json | null {
  const kind = MARK.exec(seal)?.[2];
  if (kind === "s") return { type: "reasoning.text", text, signature: seal };
  return kind === "d" ? { type: "reasoning.encrypted", data: seal } : null;
}

/** A signature or encrypted text without its prefix, for the gateway that created it; null for every other. */
export function unsealFor(gateway: string, seal: string): string | null {
  const [whole = "", by] = MARK.exec(seal) ?? [];
  return by === gateway ? seal.slice(whole.length) : null;
}

/** The reasoning of a message for one gateway: its own without the prefix, none of others. */
export function reasoningFor(gateway: string, details: readonly unknown[]): unknown[] {
  return details.flatMap((detail) => {
    if (!isObject(detail)) return [detail];
    const own: Json = { ...detail };
    for (const field of ["signature", "data"]) {
      const value = own[field];
      const [whole = "", by] = (typeof value === "string" && MARK.exec(value)) || [];
      if (by === undefined) continue;
      if (by !== gateway) return [];
      own[field] = String(value).slice(whole.length);
    }
    return [own];
  });
}

/** The reasoning effort for a token budget. */
export function effortOf(budget: number): "low" | "medium" | "high" {
  if (budget <= 4_096) return "low";
  return budget <= 16_384 ? "medium" : "high";
}
