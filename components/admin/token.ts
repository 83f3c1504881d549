import { readStored, writeStored } from "@/lib/client/storage";

const TOKEN = "gatewayz_admin_token";

/** The operator's token: in this tab alone, and gone when it is closed. */
export const readToken = (): string | null => readStored(TOKEN, "sessionStorage");

/** Keeps the token for this tab; null forgets it. */
export const storeToken = (token: string | null): boolean => writeStored(TOKEN, token, "sessionStorage");
