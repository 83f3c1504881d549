import { headers } from "next/headers";

/** The address people use for this server: PUBLIC_URL, else what the request was sent to. */
export async function baseUrl(): Promise<string> {
  const { PUBLIC_URL } = process.env;
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/, "");
  return `http://${(await headers()).get("host") ?? "localhost"}`;
}
