import { z } from "zod";
import { ChatSettings } from "./conversation";

/** Allowed: letters, digits, spaces, and `. _ -`. */
const PresetName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u, "expected 1 to 60 letters, digits, spaces, and . _ -");

const PresetModel = z
  .string()
  .min(1)
  .max(400)
  .regex(/^(?!preset:)/, "expected a model, not another preset");

/** A model, a gateway or any, a system prompt, and settings under one name. */
export const NewPreset = z.object({
  name: PresetName,
  model: PresetModel,
  gateway: z.string().min(1).max(60).nullable().default(null),
  settings: ChatSettings.partial().default({}),
});
/** Fields to change; `settings` replaces all settings. */
export const PresetPatch = z.object({
  name: PresetName.optional(),
  model: PresetModel.optional(),
  gateway: z.string().min(1).max(60).nullable().optional(),
  settings: ChatSettings.partial().optional(),
});

/** A stored preset, callable as the model `preset:name`. */
export const Preset = z.object({
  id: z.number().int(),
  name: z.string(),
  model: z.string(),
  gateway: z.string().nullable(),
  settings: ChatSettings,
  created_at: z.string(),
  updated_at: z.string(),
});
export type Preset = z.infer<typeof Preset>;

export const PresetAnswer = z.object({ data: Preset });
/** All presets of an account, sorted by name. */
export const PresetList = z.object({ data: z.array(Preset) });
