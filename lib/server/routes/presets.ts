import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import { RowId } from "@/lib/contract/id";
import { NewPreset, type Preset, PresetPatch } from "@/lib/contract/preset";
import type { KeyRing } from "../auth/key-ring";
import { settingsOf } from "../chat/rows";
import type { PresetRow, PresetStore } from "../db/presets";
import type { Limiter } from "../limits/limiter";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { countWrites, noStore, readBody } from "./sessions";

const MAX_PRESETS = 200;

/** `/v1/presets`: those of the caller's account. */
export function presetRoutes(store: PresetStore, keys: KeyRing, writes: Limiter): Hono<Vars> {
  const routes = new Hono<Vars>();
  const now = () => new Date().toISOString();
  for (const path of ["/v1/presets", "/v1/presets/:id"])
    routes.use(path, requireCaller(keys, "conversations"), noStore, countWrites(writes));

  routes.get("/v1/presets", async (c) =>
    c.json({ data: (await store.list(c.var.caller.accountId)).map((row) => shown(row)) }),
  );

  routes.post("/v1/presets", async (c) => {
    const { settings, ...preset } = await readBody(c, NewPreset);
    const { accountId } = c.var.caller;
    if ((await store.list(accountId)).length >= MAX_PRESETS)
      throw new ApiError("invalid_request", `expected at most ${MAX_PRESETS} presets: delete one first`);
    const at = now();
    const times = { created_at: at, updated_at: at };
    const row = await store.add({ account_id: accountId, ...preset, settings: JSON.stringify(settings), ...times });
    if (!row) throw taken(preset.name);
    return c.json({ data: shown(row) }, 201);
  });

  routes.get("/v1/presets/:id", async (c) => {
    const row = await store.one(c.var.caller.accountId, idOf(c.req.param("id")));
    if (!row) throw missing(c.req.param("id"));
    return c.json({ data: shown(row) });
  });

  routes.patch("/v1/presets/:id", async (c) => {
    const { settings, ...rest } = await readBody(c, PresetPatch);
    const { accountId } = c.var.caller;
    const id = idOf(c.req.param("id"));
    const same = rest.name === undefined ? undefined : await store.named(accountId, rest.name);
    if (same && same.id !== id) throw taken(same.name);
    const stored = settings && JSON.stringify(settings);
    const row = await store.change(accountId, id, { ...rest, settings: stored, updated_at: now() });
    if (!row) throw missing(c.req.param("id"));
    return c.json({ data: shown(row) });
  });

  routes.delete("/v1/presets/:id", async (c) => {
    if (!(await store.remove(c.var.caller.accountId, idOf(c.req.param("id"))))) throw missing(c.req.param("id"));
    return c.json({ deleted: true });
  });

  return routes;
}

const idOf = (asked: string) => (RowId.safeParse(Number(asked)).success ? Number(asked) : 0);

const missing = (id: string) =>
  new ApiError("not_found", `there is no preset "${id.slice(0, 40)}" in this account`, { param: "id" });

const taken = (name: string) =>
  new ApiError("invalid_request", `there is already a preset "${name}"`, { param: "name", code: "name_taken" });

function shown(row: PresetRow): Preset {
  const { id, name, model, gateway, created_at, updated_at } = row;
  return { id, name, model, gateway, settings: settingsOf(row), created_at, updated_at };
}
