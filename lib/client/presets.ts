import type { ChatSettings } from "@/lib/contract/conversation";
import type { Preset } from "@/lib/contract/preset";
import { api } from "./api";

const BASE = "/v1/presets";

/** The presets of the account, by name. */
export const listPresets = async (signal: AbortSignal): Promise<Preset[]> =>
  (await api<{ data: Preset[] }>(BASE, { signal })).data;

/** Saves a model, a gateway or any, and settings under a name. */
export const createPreset = (body: {
  name: string;
  model: string;
  gateway: string | null;
  settings: Partial<ChatSettings>;
}): Promise<unknown> => api(BASE, { method: "POST", body });

/** Deletes a preset; its name stops working in the API. */
export const deletePreset = (id: number): Promise<unknown> => api(`${BASE}/${id}`, { method: "DELETE" });
