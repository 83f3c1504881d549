import { headers } from "next/headers";

/**
 * The address people use for this server: PUBLIC_URL, else what the request was sent to, by https where a trusted proxy
 * says so.
 */
export async function baseUrl(): Promise<string> {
  const { PUBLIC_URL, TRUST_PROXY = "0" } = process.env;
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/, "");
  const header = await headers();
  const trusted = TRUST_PROXY !== "0" && TRUST_PROXY !== "false";
  const scheme = trusted && /^https\b/i.test(header.get("x-forwarded-proto") ?? "") ? "https" : "http";
  return `${scheme}://${header.get("host") ?? "localhost"}`;
}
