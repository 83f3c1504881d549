import { headers } from "next/headers";

/** The public URL of this server: PUBLIC_URL, else the request's host; https only if a trusted proxy says so. */
export async function baseUrl(): Promise<string> {
  const { PUBLIC_URL, TRUST_PROXY = "0" } = process.env;
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/, "");
  const header = await headers();
  const trusted = TRUST_PROXY !== "0" && TRUST_PROXY !== "false";
  const scheme = trusted && /^https\b/i.test(header.get("x-forwarded-proto") ?? "") ? "https" : "http";
  return `${scheme}://${header.get("host") ?? "localhost"}`;
}
