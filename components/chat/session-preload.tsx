import { headers } from "next/headers";
import { preloadScript } from "@/lib/client/chat";

/** Requests a conversation while its page is still being parsed, before the app's scripts run. */
export async function SessionPreload({ id }: { id: number }) {
  const policy = (await headers()).get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const __html = preloadScript(id, "preloadedSession");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it contains only our code and a number.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html }} />;
}
