/** Ids that would be folded away as a path on their own; "!" in front keeps them apart from their neighbors. */
const DOTS = /^!*\.{1,2}$/;
const ESCAPED_DOTS = /^!+\.{1,2}$/;

/**
 * A model id as a part of a path: each segment percent-encoded by itself, so that slashes stay readable. An id with
 * an empty, `.` or `..` segment is encoded whole, because every client folds those away before it sends.
 */
export function encodeId(id: string): string {
  const text = id.toWellFormed();
  if (DOTS.test(text)) return encodeURIComponent(`!${text}`);
  const segments = text.split("/");
  const folded = segments.some((segment) => segment === "" || segment === "." || segment === "..");
  return folded ? encodeURIComponent(text) : segments.map(encodeURIComponent).join("/");
}

/** The id behind a still encoded path part, decoded once; null when its percent signs are no valid encoding. */
export function decodeId(path: string): string | null {
  try {
    const id = decodeURIComponent(path);
    return ESCAPED_DOTS.test(id) ? id.slice(1) : id;
  } catch {
    return null;
  }
}

/** The address of a model's page. */
export function modelPath(id: string): string {
  return `/models/${encodeId(id)}`;
}

/** Two ids with the same key are the same id: case tells none apart. */
export function idKey(id: string): string {
  return id.toLowerCase();
}

/** Order by UTF-16 code unit: the same on every machine and in every locale. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What no list of names in an address or in a typed query can hold within a name. */
const PARTING = /[\s,"]+/g;
/** A value that an address takes for no filter at all. */
const NO_FILTER = "all";

/**
 * An author's name as lists of names hold it: small letters, one dash for what would part it, none in front, where it
 * would bar. Authors whose names differ in nothing else are one.
 */
export function authorSlug(author: string): string {
  const slug = author.toWellFormed().toLowerCase().replace(PARTING, "-").replace(/^-+/, "");
  return slug === NO_FILTER ? `${slug}-` : slug || "unknown";
}
