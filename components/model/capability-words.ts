import { lookup } from "@/lib/contract/lookup";

const NAMES: Readonly<Record<string, string>> = lookup({ vision: "image input", json: "JSON" });

/** Capabilities in words: "Tools, JSON, image input". */
export function capabilityWords(capabilities: readonly string[]): string {
  const text = capabilities.map((name) => NAMES[name] ?? name).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
