import { isObject, type Json } from "./json";

/**
 * Reasoning that only its own gateway can read again (signatures, encrypted text) bears the gateway's name while a
 * client holds it, so that it never reaches another one.
 */
const MARK = /^gz1\.([a-z0-9-]+)\.([sd])\./;
const KINDS = { signature: "s", data: "d" } as const;

/** A signature or encrypted text as a client gets it. */
export function sealOf(gateway: string, kind: keyof typeof KINDS, value: string): string {
  return `gz1.${gateway}.${KINDS[kind]}.${value}`;
}

/** What a client sent back as chat carries it; null for what did not come from here. */
export function openSeal(seal: string, text: string): Json | null {
  const kind = MARK.exec(seal)?.[2];
  if (kind === "s") return { type: "reasoning.text", text, signature: seal };
  return kind === "d" ? { type: "reasoning.encrypted", data: seal } : null;
}

/** The reasoning of a message for one gateway: its own without the mark, that of others left out. */
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

/** How hard to think, from a budget in tokens. */
export function effortOf(budget: number): "low" | "medium" | "high" {
  if (budget <= 4_096) return "low";
  return budget <= 16_384 ? "medium" : "high";
}
