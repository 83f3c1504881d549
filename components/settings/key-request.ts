import type { NewKeyRequest } from "@/lib/contract/key";

const LISTS = ["allowed_models", "allowed_gateways"] as const;
const FIGURES = [
  "expires_in_days",
  "requests_per_minute",
  "spend_limit_usd",
  "spend_limit_day_usd",
  "spend_limit_week_usd",
  "spend_limit_month_usd",
] as const;

/** The fields of the form that the API may find fault with. */
export const FIELDS: readonly string[] = ["name", ...LISTS, ...FIGURES];

/** The API request of the new-key form; an empty field is no limit. */
export function keyRequest(data: FormData): Omit<NewKeyRequest, "scopes"> & { scopes: string[] } {
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const figures = FIGURES.map((name) => [name, text(name) === "" ? null : Number(text(name))]);
  const lists = LISTS.map((name) => {
    const names = text(name)
      .split(/[\s,]+/)
      .filter(Boolean);
    return [name, names.length === 0 ? null : names];
  });
  return { name: text("name"), scopes: text("scope").split(" "), ...Object.fromEntries([...figures, ...lists]) };
}
