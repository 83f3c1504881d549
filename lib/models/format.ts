const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An integer with thousands separators: "1,350". */
export function countText(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** A number with its noun: "1 model", "1,350 models". */
export function countOf(n: number, noun: string): string {
  return `${countText(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** A context length: 131072 is "131K", 1048576 (2^20) is "1M", 1050000 is "1.05M". */
export function contextText(tokens: number): string {
  if (tokens < 1_000) return String(tokens);
  if (tokens < 999_500) return `${Math.round(tokens / 1_000)}K`;
  if (tokens % 2 ** 20 === 0) return `${tokens / 2 ** 20}M`;
  return `${Number((tokens / 1e6).toFixed(2))}M`;
}

/**
 * A price in USD per 1M tokens without a currency sign, with at least two decimals and three significant digits:
 * "0.075", "12.50". Prices that would round to zero use an exponent; thousands have no cents, millions are abbreviated.
 */
export function priceText(usdPerMillion: number): string {
  if (usdPerMillion === 0) return "0.00";
  if (usdPerMillion >= 999_999.5)
    return `${usdPerMillion < 1e9 ? (usdPerMillion / 1e6).toFixed(2) : countText(usdPerMillion / 1e6)}M`;
  if (usdPerMillion >= 999.995) return countText(usdPerMillion);
  if (usdPerMillion >= 1) return usdPerMillion.toFixed(2);
  if (usdPerMillion < 1e-10) return String(Number(usdPerMillion.toPrecision(3)));
  const places = Math.max(2, 2 - Math.floor(Math.log10(usdPerMillion)));
  return usdPerMillion.toFixed(places).replace(/0+$/, "").padEnd(4, "0");
}

/** USD per 1M tokens for a column: two or three decimals, so that the points align. */
export function cellPrice(usdPerMillion: number): string {
  if (usdPerMillion === 0 || usdPerMillion < 0.0005 || usdPerMillion >= 999.995) return priceText(usdPerMillion);
  return usdPerMillion.toFixed(3).replace(/0$/, "");
}

/** A monthly cost in USD: in cents, with more digits below half a cent and no cents from 1,000 up. */
export function costText(usd: number): string {
  return usd >= 0.005 && usd < 1 ? usd.toFixed(2) : priceText(usd);
}

/** A model's display name: an ID used as a name, with two or more hyphens, gets spaces instead. */
export function displayName(name: string): string {
  return /\s/.test(name) || name.split("-").length < 3 ? name : name.replaceAll("-", " ");
}

/** The month of a Unix time in ms, UTC: "Jun 2025". */
export function monthText(ms: number): string {
  const date = new Date(ms);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** The day of a Unix time in ms, UTC: "Dec 6, 2024". */
export function dayText(ms: number): string {
  const date = new Date(ms);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
}

/** A past time in ms, relative to `now`: "just now", "3 min ago", "2 h ago", "yesterday", then its day. */
export function agoText(ms: number, now: number): string {
  const minutes = Math.floor((now - ms) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return minutes < 48 * 60 ? "yesterday" : dayText(ms);
}

/** Output tokens per second: an integer from 10 up, "7.5" below. */
export function speedText(tokensPerSecond: number): string {
  return tokensPerSecond < 10 ? String(Number(tokensPerSecond.toFixed(1))) : countText(tokensPerSecond);
}

/** A short duration in ms as seconds: 410 is "0.41 s". */
export function secondsText(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

/** A duration in ms, rounded down: "40 s", "3 min", "5 h", "2 d". */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** A parameter count: 7B, 1.5B, 270M, 1T. */
export function sizeText(parameters: number): string {
  const [scale, unit] = parameters >= 1e12 ? [1e12, "T"] : parameters >= 1e9 ? [1e9, "B"] : [1e6, "M"];
  const figure = parameters / (scale as number);
  return `${Number(figure.toPrecision(3))}${unit}`;
}
