import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { ApiError } from "@/lib/contract/error";
import { RowId } from "@/lib/contract/id";
import { ApiKey, ApiKeyList, KeyChange, NewKeyAnswer, NewKeyRequest, type Scope } from "@/lib/contract/key";
import { DAY_MS } from "@/lib/contract/time-units";
import { findModel } from "@/lib/models/find-model";
import { type KeyAccess, listedAuthor } from "@/lib/models/key-access";
import type { Auth } from "../auth/exchange";
import type { Catalog } from "../catalog/snapshot";
import { ALL_ACCESS } from "../chat/plan";
import type { ChatService } from "../chat-service";
import { accessOf, type KeyRow, type NewKey } from "../db/accounts";
import { isoNow } from "../db/iso-now";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { body, errorResponses, inPath, jsonResponse, KEY, NO_KEY } from "./contract";

const MAX_BODY_BYTES = 100_000;
const MAX_KEYS = 100;

const REFUSALS = {
  ...NO_KEY,
  403: "The key did not come with a login: sign in for this.",
  503: "Accounts or keys cannot be reached just now.",
};
const describeList = describeRoute({
  operationId: "listKeys",
  summary: "List keys and devices",
  security: KEY,
  responses: {
    200: jsonResponse(ApiKeyList, "Those that are valid, the newest first, never the keys themselves."),
    ...errorResponses(REFUSALS),
  },
});
const describeCreate = describeRoute({
  operationId: "createKey",
  summary: "Create a key",
  security: KEY,
  responses: {
    201: jsonResponse(NewKeyAnswer, "The key, shown this once."),
    ...errorResponses({ 400: "A field cannot be used, or the account has 100 keys already.", ...REFUSALS }),
  },
});
const describeChange = describeRoute({
  operationId: "changeKey",
  summary: "Change a key's name, limits, or lists",
  description: "Only what is given; null removes a limit or a list. Takes effect everywhere within 5 seconds.",
  security: KEY,
  parameters: [inPath("id", { type: "integer" })],
  responses: {
    200: jsonResponse(ApiKey, "The key as it is now."),
    ...errorResponses({ 400: "A field cannot be used.", 404: "The account has no such key.", ...REFUSALS }),
  },
});
const RevokedKey = z.object({ id: z.number().int(), deleted: z.literal(true) });
const describeRevoke = describeRoute({
  operationId: "revokeKey",
  summary: "Revoke a key",
  description: "The ID `current` is the key of the request, which may always revoke itself.",
  security: KEY,
  parameters: [inPath("id", { type: "string", examples: ["7", "current"] })],
  responses: {
    200: jsonResponse(RevokedKey, "Revoked: here at once, everywhere within 5 seconds."),
    ...errorResponses({ 404: "The account has no such key.", ...REFUSALS }),
  },
});

/** The keys and devices of an account. All of it is scoped to the caller's account. */
export function keyRoutes({ accounts, keys }: Auth, names: KnownNames): Hono<Vars> {
  const routes = new Hono<Vars>();
  const account = requireCaller(keys, "account");

  routes.get("/v1/keys", describeList, account, async (c) => {
    const { accountId, keyId } = c.var.caller;
    const data = (await accounts.keys(accountId, isoNow())).map((row) => shown(row, keyId));
    c.header("cache-control", "no-store");
    return c.json<ApiKeyList>({ object: "list", data });
  });

  const newKey = body(NewKeyRequest, { maxBytes: MAX_BODY_BYTES, expected: namesIn(NewKeyRequest) });
  routes.post("/v1/keys", describeCreate, account, newKey, async (c) => {
    const { name, scopes, expires_in_days, ...limits } = c.req.valid("json");
    const { accountId, keyId } = c.var.caller;
    if ((await accounts.keys(accountId, isoNow())).length >= MAX_KEYS) {
      throw new ApiError("invalid_request", `expected at most ${MAX_KEYS} keys in an account: revoke one first`);
    }
    const { key, ...stored } = keys.fresh();
    const at = isoNow();
    const lifetime = { created_at: at, expires_at: expires_in_days === null ? null : daysFrom(at, expires_in_days) };
    const facts = { name, device: null, scopes: [...new Set(scopes)].join(" "), ...lifetime };
    const row = await accounts.addKey(
      { account_id: accountId, ...stored, ...facts, ...storedLimits(limits, names) },
      at,
    );
    c.header("cache-control", "no-store");
    return c.json<NewKeyAnswer>({ ...shown(row, keyId), key }, 201);
  });

  const keyChange = body(KeyChange, { maxBytes: MAX_BODY_BYTES, expected: namesIn(KeyChange) });
  routes.patch("/v1/keys/:id", describeChange, account, keyChange, async (c) => {
    const change = c.req.valid("json");
    const { accountId, keyId } = c.var.caller;
    const param = c.req.param("id");
    const id = Number(param);
    const previous = (await accounts.keys(accountId, isoNow())).find((row) => row.id === id);
    const limits = storedLimits(change, names, previous && accessOf(previous));
    const set = { ...(change.name === undefined ? {} : { name: change.name }), ...limits };
    const row = RowId.safeParse(id).success ? await accounts.changeKey(accountId, id, set, isoNow()) : undefined;
    if (!row) throw noKey(param);
    keys.forget(id);
    return c.json<ApiKey>(shown(row, keyId));
  });

  routes.delete("/v1/keys/:id", describeRevoke, requireCaller(keys), async (c) => {
    const { accountId, keyId, scopes } = c.var.caller;
    const param = c.req.param("id");
    const id = param === "current" ? keyId : Number(param);
    if (id !== keyId && !scopes.includes("account")) {
      throw new ApiError("permission_denied", "a key may revoke itself alone: sign in to revoke others");
    }
    if (!RowId.safeParse(id).success || !(await accounts.revokeKey(accountId, id, isoNow()))) {
      throw noKey(param);
    }
    keys.forget(id);
    return c.json({ id, deleted: true });
  });

  return routes;
}

const daysFrom = (at: string, days: number) => new Date(Date.parse(at) + days * DAY_MS).toISOString();

const noKey = (id: string) =>
  new ApiError("not_found", `there is no key "${id.slice(0, 40)}" in this account`, { param: "id" });

interface KnownNames {
  catalog: Pick<Catalog, "snapshot">;
  chat: Pick<ChatService, "endpoints" | "providers">;
}

type StoredLimits = Pick<
  NewKey,
  | "requests_per_minute"
  | "spend_limit_usd"
  | "spend_limit_day_usd"
  | "spend_limit_week_usd"
  | "spend_limit_month_usd"
  | "allowed_models"
  | "allowed_gateways"
>;

/** The fields of a body, for an error message. */
const namesIn = ({ shape }: { shape: object }): string => `{ ${Object.keys(shape).join(", ")} }`;

/**
 * A key's limits in stored form, without absent fields. Names that the key already has may be gone. Throws
 * invalid_request for any other unknown name.
 */
function storedLimits(
  change: Omit<KeyChange, "name">,
  names: KnownNames,
  previous: KeyAccess = ALL_ACCESS,
): Partial<StoredLimits> {
  const { allowed_models: models, allowed_gateways: gateways, ...figures } = change;
  const set: Partial<StoredLimits> = Object.fromEntries(
    Object.entries(figures).filter(([name, value]) => name !== "name" && value !== undefined),
  );
  const stored = (list: string[], had: readonly string[] | null, check: (name: string, names: KnownNames) => string) =>
    JSON.stringify([...new Set(list.map((name) => (had?.includes(name) ? name : check(name, names))))]);
  if (models !== undefined) set.allowed_models = models && stored(models, previous.models, modelOf);
  if (gateways !== undefined) set.allowed_gateways = gateways && stored(gateways, previous.gateways, gatewayOf);
  return set;
}

function modelOf(entry: string, { catalog }: KnownNames): string {
  const { index } = catalog.snapshot();
  const author = listedAuthor(entry);
  if (author === null ? findModel(index, entry) >= 0 : index.authors.includes(author)) return entry;
  const unknown = author === null ? `model "${entry}"` : `author "${entry.slice(0, -"/*".length)}"`;
  const message = `allowed_models: there is no ${unknown}: expected IDs of models, or all of an author as author/*`;
  throw new ApiError("invalid_request", message, { param: "allowed_models" });
}

function gatewayOf(name: string, { chat }: KnownNames): string {
  const slug = chat.endpoints.slugOf(name.toLowerCase());
  if (chat.providers.some((provider) => provider.slug === slug)) return slug;
  const expected = chat.providers.map((provider) => provider.slug).join(", ");
  const message = `allowed_gateways: there is no gateway "${name}": expected ${expected}`;
  throw new ApiError("invalid_request", message, { param: "allowed_gateways" });
}

function shown(row: KeyRow, current: number): ApiKey {
  const { id, name, prefix, last_four, created_at, expires_at, last_used_at, requests_per_minute } = row;
  const access = accessOf(row);
  return {
    id,
    name,
    device: row.device !== null,
    current: id === current,
    prefix,
    last_four,
    scopes: row.scopes.split(" ") as Scope[],
    created_at,
    expires_at,
    last_used_at,
    requests_per_minute,
    spend_limit_usd: row.spend_limit_usd,
    spend_limit_day_usd: row.spend_limit_day_usd,
    spend_limit_week_usd: row.spend_limit_week_usd,
    spend_limit_month_usd: row.spend_limit_month_usd,
    allowed_models: access.models && [...access.models],
    allowed_gateways: access.gateways && [...access.gateways],
  };
}
