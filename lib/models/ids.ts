/** Path segments that URL normalization would remove; a leading "!" protects them. */
const DOTS = /^!*\.{1,2}$/;
const ESCAPED_DOTS = /^!+\.{1,2}$/;

/**
 * A model ID as part of a URL path: segments are percent-encoded separately, so that slashes stay readable. IDs with an
 * empty, `.`, or `..` segment are encoded as a whole, because clients would normalize those away.
 */
export function encodeId(id: string): string {
  const text = id.toWellFormed();
  if (DOTS.test(text)) return encodeURIComponent(`!${text}`);
  const segments = text.split("/");
  const folded = segments.some((segment) => segment === "" || segment === "." || segment === "..");
  return folded ? encodeURIComponent(text) : segments.map(encodeURIComponent).join("/");
}

/** Decodes an ID from a raw URL path, once; null when its percent-encoding is invalid. */
export function decodeId(path: string): string | null {
  try {
    const id = decodeURIComponent(path);
    return ESCAPED_DOTS.test(id) ? id.slice(1) : id;
  } catch {
    return null;
  }
}

/** The URL of a model's page. */
export function modelPath(id: string): string {
  return `/models/${encodeId(id)}`;
}

/** IDs with equal keys are the same ID: case is ignored. */
export function idKey(id: string): string {
  return id.toLowerCase();
}

/** Order by UTF-16 code unit: the same on every machine and in every locale. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Characters that names in URLs and typed queries can't contain. */
const PARTING = /[\s,"]+/g;
/** A value that URLs treat as no filter. */
const NO_FILTER = "all";

/**
 * An author's name as filters use it: lower case, separators replaced by one dash, no leading dash, which would mean
 * exclusion. Authors with the same slug are the same.
 */
export function authorSlug(author: string): string {
  const slug = author.toWellFormed().toLowerCase().replace(PARTING, "-").replace(/^-+/, "");
  return slug === NO_FILTER ? `${slug}-` : slug || "unknown";
}

/** A native ID with its gateway as a suffix, for IDs that two gateways use for different models. */
export function qualified(gateway: string, id: string): string {
  return idKey(`${id}@${gateway}`);
}
