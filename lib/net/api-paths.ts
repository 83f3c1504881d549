/** Whether the API answers this path; the web app answers all others. */
export function isApiPath(path: string): boolean {
  return /^\/(?:v1(?:\/|$)|auth(?:\/local)?$|healthz$|readyz$|metrics$|openapi\.json$)/.test(path);
}

/** Endpoints that clients append to a base URL, which may lack /v1 or have it twice. */
const CALLS = /^\/(?:chat\/completions|completions|responses|messages|embeddings)(?=\/|$)/;
const TWICE = /^(?:\/v1)+(?=\/v1\/)/;
/** Prefixes of Azure's clients, with or without the name of a deployment. */
const AZURE = /^(?:\/v1)*\/openai(?=\/(?:v1|models|responses|chat\/completions|completions|embeddings)(?:\/|$))/;
const DEPLOYMENT =
  /^(?:\/v1)*\/openai\/deployments\/(.+?)(\/(?:(?:chat\/)?completions|embeddings|images\/.+|audio\/.+))$/;
const ODD = new RegExp(`//|./$|/openai/|${CALLS.source}|${TWICE.source}`);

/**
 * Normalizes a request target for the router: drops a trailing slash and empty segments before a model ID (which may
 * contain slashes), adds a missing /v1, and drops a duplicate one and the prefixes of Azure's clients. Their deployment
 * name becomes a parameter. Targets outside the API are returned unchanged.
 */
export function apiTarget(target: string): string {
  const end = target.indexOf("?");
  const path = end < 0 ? target : target.slice(0, end);
  if (!ODD.test(path)) return target;
  const [, base = "", rest = ""] = /^(\/+v1\/+models\/+)?(.*)$/.exec(path) ?? [];
  const single = base === "" ? rest.replace(/\/{2,}/g, "/") : `${base.replace(/\/{2,}/g, "/")}${rest}`;
  const plain = single.replace(/(?<=.)\/+$/, "").replace(TWICE, "");
  const query = end < 0 ? "" : target.slice(end);
  const [, named, call] = DEPLOYMENT.exec(plain) ?? [];
  if (named !== undefined) return ofDeployment(named, `/v1${call}`, query) ?? target;
  const ours = plain.replace(AZURE, "");
  const api = CALLS.test(ours) || (ours !== plain && ours === "/models") ? `/v1${ours}` : ours;
  return isApiPath(api) ? `${api}${query}` : target;
}

const PARAMETER = "deployment";

function ofDeployment(named: string, path: string, query: string): string | null {
  try {
    const name = encodeURIComponent(decodeURIComponent(named));
    return `${path}${query === "" ? "?" : `${query}&`}${PARAMETER}=${name}`;
  } catch {
    return null;
  }
}

/** The model in a target of Azure's clients, its last deployment parameter; null when there is none. */
export function deploymentIn(target: string): string | null {
  const at = target.indexOf("?");
  return at < 0 ? null : new URLSearchParams(target.slice(at)).getAll(PARAMETER).at(-1) || null;
}
