import { headers } from "next/headers";
import { preloadScript } from "@/lib/client/chat";

/** Asks for a conversation while its page is still being read: the scripts that draw it come long after. */
export async function SessionPreload({ id }: { id: number }) {
  const policy = (await headers()).get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const __html = preloadScript(id, "preloadedSession");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing in it but our own words and a number.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html }} />;
}
