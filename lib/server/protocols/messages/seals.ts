import { isRecord, type Json } from "@/lib/contract/json-object";
import { isSealed, sealOf, unsealFor } from "../reasoning";

/** Types of blocks without a field that only their gateway can read; their fields may have any name. */
const PLAIN: readonly unknown[] = ["tool_use", "server_tool_use", "mcp_tool_use", "tool_result", "image", "document"];
/** Types of blocks with separate rules. */
const THINKING: readonly unknown[] = ["thinking", "redacted_thinking"];
const ENCRYPTED = /^encrypted_/;

/** A block, with the fields that only its gateway can read marked with the gateway's name. */
export function sealed(block: unknown, gateway: string): unknown {
  if (!isRecord(block) || PLAIN.includes(block.type)) return block;
  if (block.type === "text" && !Array.isArray(block.citations)) return block;
  if (typeof block.signature === "string" && block.signature !== "")
    return { ...block, signature: sealOf(gateway, "signature", block.signature) };
  if (block.type === "redacted_thinking" && typeof block.data === "string")
    return { ...block, data: sealOf(gateway, "data", block.data) };
  return withEncrypted(block, (secret) => sealOf(gateway, "data", secret));
}

/** The content of a message for one gateway: its own sealed fields without the mark, and none of other gateways. */
export function unsealedContent(content: readonly unknown[], gateway: string): unknown[] {
  const foreign = foreignBlocks(content, gateway);
  const calls: readonly unknown[] = foreign.map((block) => block.tool_use_id).filter((id) => id !== undefined);
  return content.flatMap((block) => {
    if (!isRecord(block)) return [block];
    if (block.type === "thinking") return withOwn(block, "signature", gateway);
    if (block.type === "redacted_thinking") return withOwn(block, "data", gateway);
    if (Array.isArray(block.citations)) return [withOwnCitations(block, block.citations, gateway)];
    if (foreign.includes(block)) return readablePart(block);
    if (block.type === "server_tool_use" && calls.includes(block.id)) return [];
    if (!mayBeSealed(block)) return [block];
    return [withEncrypted(block, (secret) => unsealFor(gateway, secret) ?? secret)];
  });
}

/** The blocks of messages, except thinking, that another gateway encrypted and this one therefore cannot read. */
export function foreignBlocks(content: readonly unknown[], gateway: string): Json[] {
  return content.filter((block): block is Json => isRecord(block) && mayBeSealed(block) && isOfOther(block, gateway));
}

const mayBeSealed = ({ type }: Json) => type !== "text" && !PLAIN.includes(type) && !THINKING.includes(type);

function withOwn(block: Json, field: string, gateway: string): Json[] {
  const unsealed = unsealFor(gateway, String(block[field] ?? ""));
  return unsealed === null ? [] : [{ ...block, [field]: unsealed }];
}

/** A text with the citations that this gateway can read. */
function withOwnCitations({ citations: _, ...rest }: Json, citations: readonly unknown[], gateway: string): Json {
  const readable = citations.flatMap((citation) => {
    if (!isRecord(citation) || typeof citation.encrypted_index !== "string") return [citation];
    return unsealFor(gateway, citation.encrypted_index) ? withOwn(citation, "encrypted_index", gateway) : [];
  });
  return readable.length === 0 && citations.length > 0 ? rest : { ...rest, citations: readable };
}

function isOfOther(block: Json, gateway: string): boolean {
  let hasForeign = false;
  withEncrypted(block, (secret) => {
    hasForeign ||= isSealed(secret) && unsealFor(gateway, secret) === null;
    return secret;
  });
  return hasForeign;
}

/** A summary of the conversation is readable without its encrypted part; other blocks are not. */
function readablePart({ encrypted_content: _, ...rest }: Json): Json[] {
  return rest.type === "compaction" && typeof rest.content === "string" ? [rest] : [];
}

function withEncrypted(value: unknown, replace: (secret: string) => string): unknown {
  if (Array.isArray(value)) return value.map((inner) => withEncrypted(inner, replace));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    ENCRYPTED.test(name) && typeof inner === "string" ? replace(inner) : withEncrypted(inner, replace),
  ]);
  return Object.fromEntries(entries);
}
