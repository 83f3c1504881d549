import { decodeId } from "@/lib/models/ids";

const MAX_LETTERS = 200;
const MAX_SEARCHES = 6;

/** The model name in the path of a model page, without its author; "" for other and invalid paths. */
export function modelNameInPath(path: string): string {
  const id = decodeId(/\/models\/(.*)/.exec(path)?.[1] ?? "") ?? "";
  return id.slice(id.lastIndexOf("/") + 1).slice(0, MAX_LETTERS);
}

/** Searches for a name and its shorter beginnings: "llama-9-70b", "llama-9", "llama". */
export function broaderSearches(name: string): string[] {
  const parts = name.split(/([-_:\s]+)/);
  return Array.from({ length: Math.ceil(parts.length / 2) }, (_, n) => parts.slice(0, parts.length - 2 * n).join(""))
    .filter((text) => text.trim() !== "")
    .slice(0, MAX_SEARCHES);
}
