import { z } from "zod";
import { listOf } from "./list-of";

const Text = z.string().max(500).nullish();

/** An account as Privy lists it; trusted only when read from Privy itself. */
export const LinkedAccount = z.looseObject({
  type: z.string().max(60),
  email: Text,
  address: Text,
  name: Text,
  username: Text,
  phone_number: Text,
});
export type LinkedAccount = z.infer<typeof LinkedAccount>;

/** The body of `POST /auth`. Only `token` is required, and only verified claims are trusted. */
export const AuthRequest = z.looseObject({
  token: z.string().min(1).max(10_000),
  user: z.looseObject({ linked_accounts: listOf(LinkedAccount, 50).optional() }).nullish(),
  email: Text,
  identity_token: z.string().max(20_000).nullish(),
  /** A random ID stored by the browser; signing in again from the same device replaces its key. */
  device: z.string().min(8).max(100).nullish(),
  /** The device's name in the account's device list. */
  device_name: z.string().trim().max(80).nullish(),
});
export type AuthRequest = z.infer<typeof AuthRequest>;

/** The response of `POST /auth`; null where we have no value for a field of the old backend. */
export const AuthAnswer = z.object({
  success: z.literal(true),
  message: z.string(),
  user_id: z.number().int(),
  api_key: z.string(),
  auth_method: z.string(),
  privy_user_id: z.string().nullable(),
  is_new_user: z.boolean(),
  display_name: z.string().nullable(),
  email: z.string().nullable(),
  phone_number: z.string().nullable(),
  credits: z.number(),
  timestamp: z.string(),
  subscription_status: z.null(),
  tier: z.null(),
  tier_display_name: z.null(),
  trial_expires_at: z.null(),
  subscription_end_date: z.null(),
  subscription_allowance: z.null(),
  purchased_credits: z.null(),
});
export type AuthAnswer = z.infer<typeof AuthAnswer>;
