import { headers } from "next/headers";
import { earlyScript } from "@/lib/client/chat";

/** Asks for a conversation while its page is still being read: the scripts that draw it come long after. */
export async function AskEarly({ id }: { id: number }) {
  const policy = (await headers()).get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const __html = earlyScript(id, "askedEarly");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing in it but our own words and a number.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html }} />;
}
