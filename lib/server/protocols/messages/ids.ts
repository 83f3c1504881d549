/** What Anthropic takes as the ID of a tool call. */
const TAKEN = /^[a-zA-Z0-9_-]+$/;
const ENCODED = "gz64_";

/** The ID of a tool call as Anthropic's models take it, to which a conversation may turn. */
export function toolUseId(id: string): string {
  return TAKEN.test(id) ? id : ENCODED + Buffer.from(id).toString("base64url");
}

/** The ID that the gateway gave such a call. */
export function callIdOf(id: string): string {
  return id.startsWith(ENCODED) ? Buffer.from(id.slice(ENCODED.length), "base64url").toString() : id;
}
