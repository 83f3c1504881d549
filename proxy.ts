import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, loginReach, SECURITY_HEADERS } from "@/lib/server/web-headers";

/** Sets the security headers of pages under plain Next. server.ts sets them earlier, and such requests skip this. */
export function proxy(request: NextRequest): NextResponse {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const nonce = btoa(String.fromCharCode(...bytes));
  const { PRIVY_APP_ID, PRIVY_API_URL, NODE_ENV } = process.env;
  const reach = loginReach(request.nextUrl.pathname, { PRIVY_APP_ID, PRIVY_API_URL });
  const policy = contentSecurityPolicy(nonce, NODE_ENV === "development", reach);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value);
  return response;
}

export const config = {
  matcher: [
    {
      source: "/((?!v1/|auth|openapi\\.json|healthz|readyz|_next/|catalog/|icon\\.svg|sw\\.js).*)",
      missing: [{ type: "header", key: "content-security-policy" }],
    },
  ],
};
