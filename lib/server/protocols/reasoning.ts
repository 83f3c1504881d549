import { isRecord, type Json, parseObject } from "@/lib/contract/json-object";

/**
 * Sealed reasoning (signatures, encrypted text, data of a tool call) is prefixed with its gateway's name while a client
 * has it, so that it is never sent to another gateway. So is reasoning that its gateway does not seal.
 */
const MARK = /^gz1\.([a-z0-9-]+)\.([sdcp])\./;
const KINDS = { signature: "s", data: "d", call: "c", plain: "p" } as const;
/** The type of a detail that belongs to a tool call. */
const CALL = "call";

/** A signature or encrypted text as sent to clients. */
export function sealOf(gateway: string, kind: keyof typeof KINDS, value: string): string {
  return `gz1.${gateway}.${KINDS[kind]}.${value}`;
}

/** Parses a seal that a client sent back; null when we did not issue it. */
export function openSeal(seal: string, text: string): Json | null {
  const kind = MARK.exec(seal)?.[2];
  if (kind === "s" || kind === "p") return { type: "reasoning.text", text, signature: seal };
  if (kind === "c") return { type: CALL, data: seal };
  return kind === "d" ? { type: "reasoning.encrypted", data: seal } : null;
}

/** Whether this is a gateway's signature or encrypted text that we have marked. */
export function isSealed(value: string): boolean {
  return MARK.test(value);
}

/** A signature or encrypted text without its prefix, for the gateway that created it; null for every other. */
export function unsealFor(gateway: string, seal: string): string | null {
  const [mark = "", by] = MARK.exec(seal) ?? [];
  return by === gateway ? seal.slice(mark.length) : null;
}

/** The reasoning of a message for one gateway: its own without the prefix, and none of other gateways. */
function reasoningFor(gateway: string, details: readonly unknown[]): unknown[] {
  return details.flatMap((detail) => {
    if (!isRecord(detail)) return [detail];
    const unsealed: Json = { ...detail };
    for (const field of ["signature", "data"]) {
      const value = unsealed[field];
      const [mark = "", by] = (typeof value === "string" && MARK.exec(value)) || [];
      if (by === undefined) continue;
      if (by !== gateway) return [];
      unsealed[field] = String(value).slice(mark.length);
    }
    return [unsealed];
  });
}

/** A message with its gateway's own reasoning, in the fields that the gateway expects. */
export function withReasoning(gateway: string, message: Json): Json {
  if (!Array.isArray(message.reasoning_details)) return message;
  const { reasoning_details: details, ...rest } = message;
  const ofGateway = reasoningFor(gateway, details).filter(isRecord);
  const sealed = ofGateway.filter(({ type, signature }) => type !== CALL && signature !== "");
  const calls = Array.isArray(rest.tool_calls) ? rest.tool_calls.filter(isRecord) : [];
  if (calls.length > 0) {
    rest.tool_calls = calls.map((call) => ({ ...call, ...partsOf(call.id, ofGateway) }));
    const plain = ofGateway.flatMap(({ signature, text }) =>
      signature === "" && typeof text === "string" ? [text] : [],
    );
    // Models that think between tool calls continue from their reasoning.
    if (plain.length > 0) rest.reasoning_content = plain.join("\n");
  }
  return sealed.length > 0 ? { ...rest, reasoning_details: sealed } : rest;
}

/** The data of a tool call besides its function, such as Google's signature. */
function partsOf(id: unknown, details: readonly Json[]): Json {
  for (const { type, data } of details) {
    const part = type === CALL ? parseObject(String(data)) : null;
    if (part && part.id === id) return { extra_content: part.extra_content };
  }
  return {};
}
