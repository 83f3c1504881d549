import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { ApiError } from "@/lib/contract/error";
import { RowId } from "@/lib/contract/id";
import { NewPreset, type Preset, PresetAnswer, PresetList, PresetPatch } from "@/lib/contract/preset";
import type { KeyRing } from "../auth/key-ring";
import { settingsOf } from "../conversations/rows";
import { isUnfit } from "../db/availability";
import { isoNow } from "../db/iso-now";
import type { PresetRow, PresetStore } from "../db/presets";
import type { Limiter } from "../limits/limiter";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { body, errorResponses, inPath, jsonResponse, KEY, NO_KEY } from "./contract";
import { countWrites, noStore } from "./own-session";
import { sendPieces } from "./send";

const MAX_PRESETS = 200;
const ID = [inPath("id", { type: "integer" })];
const NO_PRESET = { ...NO_KEY, 404: "No such preset in this account." };
const UNFIT = { 400: "A field cannot be used, or the name is taken: code name_taken." };
const describeList = describeRoute({
  operationId: "listPresets",
  summary: "List presets",
  description:
    "A preset is a name for a model, a gateway, a system prompt, and settings. Every call of a model takes preset:name " +
    "as its model; settings in the request take precedence.",
  security: KEY,
  responses: { 200: jsonResponse(PresetList, "The presets, by name."), ...errorResponses(NO_KEY) },
});
const describeCreate = describeRoute({
  operationId: "createPreset",
  summary: "Create a preset",
  description: "An account has at most 200 presets.",
  security: KEY,
  responses: { 201: jsonResponse(PresetAnswer, "The preset."), ...errorResponses({ ...UNFIT, ...NO_KEY }) },
});
const describeGet = describeRoute({
  operationId: "getPreset",
  summary: "A preset",
  security: KEY,
  parameters: ID,
  responses: { 200: jsonResponse(PresetAnswer, "The preset."), ...errorResponses(NO_PRESET) },
});
const describeChange = describeRoute({
  operationId: "changePreset",
  summary: "Change a preset",
  security: KEY,
  parameters: ID,
  responses: { 200: jsonResponse(PresetAnswer, "The preset."), ...errorResponses({ ...UNFIT, ...NO_PRESET }) },
});
const describeDelete = describeRoute({
  operationId: "deletePreset",
  summary: "Delete a preset",
  security: KEY,
  parameters: ID,
  responses: { 200: { description: "It is deleted." }, ...errorResponses(NO_PRESET) },
});

/** `/v1/presets`: the presets of the caller's account. */
export function presetRoutes(store: PresetStore, keys: KeyRing, writes: Limiter): Hono<Vars> {
  const routes = new Hono<Vars>();
  for (const path of ["/v1/presets", "/v1/presets/:id"])
    routes.use(path, requireCaller(keys, "conversations"), noStore, countWrites(writes));

  routes.get("/v1/presets", describeList, async (c) => sendPieces(c, listed(store, c.var.caller.accountId)));

  routes.post("/v1/presets", describeCreate, body(NewPreset), async (c) => {
    const { settings, ...preset } = c.req.valid("json");
    const { accountId } = c.var.caller;
    if ((await store.ids(accountId)).length >= MAX_PRESETS)
      throw new ApiError("invalid_request", `expected at most ${MAX_PRESETS} presets: delete one first`);
    const at = isoNow();
    const times = { created_at: at, updated_at: at };
    const row = await store.add({ account_id: accountId, ...preset, settings: JSON.stringify(settings), ...times });
    if (!row) throw taken(preset.name);
    return c.json({ data: shown(row) }, 201);
  });

  routes.get("/v1/presets/:id", describeGet, async (c) => {
    const row = await store.one(c.var.caller.accountId, idOf(c.req.param("id")));
    if (!row) throw missing(c.req.param("id"));
    return c.json({ data: shown(row) });
  });

  routes.patch("/v1/presets/:id", describeChange, body(PresetPatch), async (c) => {
    const { settings, ...rest } = c.req.valid("json");
    const { accountId } = c.var.caller;
    const id = idOf(c.req.param("id"));
    const same = rest.name === undefined ? undefined : await store.named(accountId, rest.name);
    if (same && same.id !== id) throw taken(same.name);
    const stored = settings && JSON.stringify(settings);
    const changed = store.change(accountId, id, { ...rest, settings: stored, updated_at: isoNow() });
    const row = await changed.catch((error: unknown) => {
      // Another request may have taken the name in the meantime.
      throw rest.name !== undefined && isUnfit(error) ? taken(rest.name) : error;
    });
    if (!row) throw missing(c.req.param("id"));
    return c.json({ data: shown(row) });
  });

  routes.delete("/v1/presets/:id", describeDelete, async (c) => {
    if (!(await store.remove(c.var.caller.accountId, idOf(c.req.param("id"))))) throw missing(c.req.param("id"));
    return c.json({ deleted: true });
  });

  return routes;
}

/** The list as JSON; a system prompt may be long, so presets are read one by one. */
async function* listed(store: PresetStore, account: number): AsyncGenerator<string> {
  let between = "";
  yield '{"data":[';
  for (const id of await store.ids(account)) {
    const row = await store.one(account, id);
    if (!row) continue;
    yield between + JSON.stringify(shown(row));
    between = ",";
  }
  yield "]}";
}

const idOf = (param: string) => (RowId.safeParse(Number(param)).success ? Number(param) : 0);

const missing = (id: string) =>
  new ApiError("not_found", `there is no preset "${id.slice(0, 40)}" in this account`, { param: "id" });

const taken = (name: string) =>
  new ApiError("invalid_request", `there is already a preset "${name}"`, { param: "name", code: "name_taken" });

function shown(row: PresetRow): Preset {
  const { id, name, model, gateway, created_at, updated_at } = row;
  return { id, name, model, gateway, settings: settingsOf(row), created_at, updated_at };
}
