import type { NewKeyRequest } from "@/lib/contract/key";

const LISTS = ["allowed_models", "allowed_gateways"] as const;
const LIMITS = [
  "requests_per_minute",
  "spend_limit_usd",
  "spend_limit_day_usd",
  "spend_limit_week_usd",
  "spend_limit_month_usd",
] as const;

export const FIELDS: readonly string[] = ["name", "expires_in_days", ...LISTS, ...LIMITS];

/** The API request to create a key; an empty field is no limit. */
export function keyRequest(data: FormData): Omit<NewKeyRequest, "scopes"> & { scopes: string[] } {
  const days = figureIn(data, "expires_in_days");
  return { ...keyChange(data), scopes: textIn(data, "scope").split(" "), expires_in_days: days };
}

export function keyChange(data: FormData): Omit<NewKeyRequest, "scopes" | "expires_in_days"> {
  const figures = LIMITS.map((name) => [name, figureIn(data, name)]);
  const lists = LISTS.map((name) => {
    const names = textIn(data, name)
      .split(/[\s,]+/)
      .filter(Boolean);
    return [name, names.length === 0 ? null : names];
  });
  return { name: textIn(data, "name"), ...Object.fromEntries([...figures, ...lists]) };
}

function textIn(data: FormData, name: string): string {
  return String(data.get(name) ?? "").trim();
}

function figureIn(data: FormData, name: string): number | null {
  const text = textIn(data, name);
  return text === "" ? null : Number(text);
}
