/** Headers of every page. */
export const SECURITY_HEADERS: readonly (readonly [string, string])[] = [
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "strict-origin-when-cross-origin"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=()"],
];

/** Other origins that a page may access. */
interface Reach {
  connect: readonly string[];
  frame: readonly string[];
}

const NOWHERE: Reach = { connect: [], frame: [] };

/** The origins that the sign-in library needs, only on the login page. */
export function loginReach(
  path: string,
  privy: { PRIVY_APP_ID?: string | undefined; PRIVY_API_URL?: string | undefined },
): Reach {
  if (path !== "/login" || !privy.PRIVY_APP_ID) return NOWHERE;
  const { origin } = new URL(privy.PRIVY_API_URL ?? "https://auth.privy.io");
  return { connect: [origin, "https://explorer-api.walletconnect.com"], frame: [origin] };
}

/** The CSP of a page: scripts by nonce only, nothing from other origins. Next's development mode needs eval. */
export function contentSecurityPolicy(nonce: string, dev: boolean, { connect, frame }: Reach = NOWHERE): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    ["connect-src 'self'", ...connect].join(" "),
    ...(frame.length > 0 ? [`frame-src ${frame.join(" ")}`, `child-src ${frame.join(" ")}`] : ["frame-src 'none'"]),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
