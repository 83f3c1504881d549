import type { OpenApi, Operation } from "./open-api";

export interface EndpointOf {
  path: string;
  method: string;
  operation: Operation;
  /** The ID of its section on the page. */
  anchor: string;
}

interface EndpointGroup {
  name: string;
  endpoints: EndpointOf[];
}

/** Path patterns of the groups; the first match wins. */
const GROUPS: readonly [name: string, paths: RegExp][] = [
  ["Conversations", /^\/v1\/(chat\/(?!completions)|presets)/],
  ["Chat", /^\/v1\/(chat\/completions|responses|messages|embeddings|completions)/],
  ["Models", /^\/v1\/(models|changes|export|gateways|providers)/],
  ["Usage", /^\/v1\/(usage|key$|credits|generation)/],
  ["Keys and account", /^\/(auth|v1\/(account|keys|gateway-keys))/],
  ["Operator", /^\/v1\/(admin|reports|sync)/],
];
/** Paths that are listed first in their group. */
const FIRST = ["/v1/models"];
const ORDER = ["Models", "Chat", "Conversations", "Usage", "Keys and account", "Operator", "More"];

/** All endpoints of a document by group; others are in "More". */
export function endpointGroups({ paths }: OpenApi): EndpointGroup[] {
  const groups = new Map(ORDER.map((name) => [name, [] as EndpointOf[]]));
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const name = GROUPS.find(([, pattern]) => pattern.test(path))?.[0] ?? "More";
      const anchor = operation.operationId ?? `${method}-${path.replace(/\W+/g, "-")}`;
      const endpoint = { path, method, operation, anchor };
      // The list comes before endpoints for a single entry.
      if (FIRST.includes(path) && method === "get") groups.get(name)?.unshift(endpoint);
      else groups.get(name)?.push(endpoint);
    }
  }
  return [...groups].map(([name, endpoints]) => ({ name, endpoints })).filter(({ endpoints }) => endpoints.length > 0);
}
