import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { ApiError } from "@/lib/contract/error";
import { Account } from "@/lib/contract/key";
import type { Auth } from "../auth/exchange";
import { isoNow } from "../db/iso-now";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { doneResponse, errorResponses, jsonResponse, KEY, NO_KEY } from "./contract";

const UNAVAILABLE = { 503: "Accounts or keys cannot be reached just now." };
const NO_SCOPE = { 403: "The key did not come with a login: sign in for this." };
const describeAccount = describeRoute({
  operationId: "getAccount",
  summary: "Get the account",
  security: KEY,
  responses: { 200: jsonResponse(Account, "The account."), ...errorResponses({ ...NO_KEY, ...UNAVAILABLE }) },
});
const describeDelete = describeRoute({
  operationId: "deleteAccount",
  summary: "Delete the account",
  description: "Permanently, with its keys, chats, usage, and gateway keys.",
  security: KEY,
  responses: {
    200: doneResponse("Deleted.", "deleted"),
    ...errorResponses({ ...NO_KEY, ...NO_SCOPE, ...UNAVAILABLE }),
  },
});
const describeSignOut = describeRoute({
  operationId: "signOutEverywhere",
  summary: "Sign out everywhere",
  description: "Revokes the keys of all devices. Keys that you created stay.",
  security: KEY,
  responses: {
    200: doneResponse("Signed out.", "signed_out"),
    ...errorResponses({ ...NO_KEY, ...NO_SCOPE, ...UNAVAILABLE }),
  },
});

/** The account of a key: its data, sign-out, and deletion. */
export function accountRoutes({ accounts, keys }: Auth): Hono<Vars> {
  const routes = new Hono<Vars>();
  const account = requireCaller(keys, "account");

  routes.get("/v1/account", describeAccount, requireCaller(keys, "read"), async (c) => {
    const row = await accounts.account(c.var.caller.accountId);
    if (!row) throw new ApiError("not_found", "this account has been deleted");
    c.header("cache-control", "no-store");
    const { id, display_name, email, auth_method, created_at } = row;
    return c.json<Account>({
      id,
      display_name,
      email,
      email_verified: row.email_verified === 1,
      auth_method,
      created_at,
    });
  });

  routes.delete("/v1/account", describeDelete, account, async (c) => {
    const { accountId } = c.var.caller;
    await accounts.removeAccount(accountId);
    keys.forgetAccount(accountId);
    return c.json({ deleted: true });
  });

  routes.post("/v1/account/sign-out", describeSignOut, account, async (c) => {
    const { accountId } = c.var.caller;
    await accounts.revokeDevices(accountId, isoNow());
    keys.forgetAccount(accountId);
    return c.json({ signed_out: true });
  });

  return routes;
}
