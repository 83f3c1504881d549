const TOKEN = "gatewayz_admin_token";

/** The operator's token: in this tab alone, and gone when it is closed. */
export function readToken(): string | null {
  try {
    return sessionStorage.getItem(TOKEN);
  } catch {
    // Storage may be blocked: then the token is requested on every visit.
    return null;
  }
}

/** Keeps the token for this tab; null forgets it. */
export function storeToken(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(TOKEN);
    else sessionStorage.setItem(TOKEN, token);
  } catch {
    // It still serves until the page is left.
  }
}
