/** Valid tool call IDs at Anthropic. */
const TAKEN = /^[a-zA-Z0-9_-]+$/;
const ENCODED = "gz64_";

/** A valid tool call ID for Anthropic's models, because a conversation may switch to them. */
export function toolUseId(id: string): string {
  return TAKEN.test(id) ? id : ENCODED + Buffer.from(id).toString("base64url");
}

/** The gateway's original ID of such a call. */
export function callIdOf(id: string): string {
  return id.startsWith(ENCODED) ? Buffer.from(id.slice(ENCODED.length), "base64url").toString() : id;
}
