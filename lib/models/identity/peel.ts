import { knownAuthor } from "./author-names";
import { isHost } from "./authors";
import { servingSuffix } from "./serving";

/** The parts of a native ID: its prefix, the bare name, and the tags that only describe the offer. */
interface Peeled {
  /** The prefix, unless it is a host. */
  prefix: string | null;
  /** A host used as prefix: offers without a known family are filed under it. */
  host: string | null;
  /** The name without tags, in its original spelling. */
  name: string;
  /** The removed tags: fp8, free, us, thinking, …; sorted. */
  tags: string[];
  /** A serving suffix at the end of the name; belongs to the offer when the weights are open. */
  serving: { name: string; tags: string[] } | null;
  /** Written in the style of clouds (`vendor.name-v1:0`), which shorten names. */
  cloud: boolean;
  /** The ID is a moving alias for the latest snapshot. */
  floating: boolean;
}

/** Path prefixes that hosts use, and their tag where it matters. */
const PATHS: readonly (readonly [RegExp, string?])[] = [
  [/^(?:workers-ai\/)?@(?:cf|hf)\//],
  [/^accounts\/[^/]+\/(?:models|deployments)\//],
  [/^accounts\/[^/]+\/routers\//, "router"],
  [/^publishers\/[^/]+\/models\//],
  [/^(?:hf[:/]|route\/|models\/)/],
  [/^tee\//i, "tee"],
  [/^pro\/(?=[^/]+\/)/i, "pro"],
  [/^lora\/(?=[^/]+\/)/i, "lora"],
];
/** A quick test for any prefix in PATHS. */
const HOST_PATH = /^(?:workers-ai\/|@|accounts\/|publishers\/|hf[:/]|route\/|models\/|tee\/|pro\/|lora\/)/i;
const REGIONS = "us-gov|us|eu|uk|apac|ap|au|jp|kr|in|ca|sa|me|il|ch|global";
const REGION = new RegExp(`^(${REGIONS})\\.(?=[a-z0-9-]+\\.)`, "i");
const REGION_AT_END = new RegExp(`(?<=[^/])@(${REGIONS})$`, "i");
const VENDOR = /^([a-z][a-z0-9-]*[a-z0-9]|z\.ai)\.(?=[a-z])/i;
const CLOUD_VERSION = /-v?\d+:\d+(?::[\dk]+)?$/;
const VARIANT =
  /:(free|batch|thinking|nitro|floor|online|beta|extended|exacto|flex|priority|fast|cheap|paid|discounted|cloud)(?::\d+)?$/i;
const ENDS: readonly RegExp[] = [
  /[-_:](nvfp4|mxfp4|fp4|fp8|fp16|bf16|int4|int8|[468]bit|awq|gptq|gguf|mlx|w4a16|w8a8|w8a16|q[2-8](?:_(?:k_[sml]|k|0|1))?)$/i,
  /-(fp8|nvfp4|int4|w4a16|w8a8)[-_](?:dynamic|mixed-ar|mixed)$/i,
  /[-:](free|tee|maas|hf|cloud|batch)$/i,
];
/** A quick test for any suffix: most names have none and skip the exact patterns. */
const LAST_WORD =
  /[-_:](?:\d+|(?:nv|mx)?fp\d+|bf16|int\d|\dbit|awq|gptq|gguf|mlx|w\d+a\d+|q\d[a-z0-9_]*|k_[sml]|dynamic|mixed(?:-ar)?|ar|free|tee|maas|hf|cloud|batch|thinking|nitro|floor|online|beta|extended|exacto|flex|priority|fast|cheap|paid|discounted|k|[sml])$/i;
/** Hosts and their plans as a prefix with a dash. */
const GLUED =
  /^(?:databricks|snowflake|umans|coding|e2ee|parasail|duo-chat|groq|cerebras|fireworks|together|azure|bedrock|vertex)-(?=[a-z].*\d)/i;
/** `-v1` for versions that have no v2. */
const FIRST_VERSION = /^((?:claude|nova|titan)-.+)-v1$/i;

/**
 * Removes the parts of a native ID that describe the offer rather than the model: host paths, regions, cloud versions,
 * variants, quantization, and (separately, see `serving`) known serving suffixes.
 */
export function peel(gateway: string, id: string): Peeled {
  const tags: string[] = [];
  let rest = id.normalize("NFKC").trim();
  const floating = rest.startsWith("~");
  if (floating) rest = rest.slice(1);
  if (HOST_PATH.test(rest)) {
    for (const [path, tag] of PATHS) {
      const shorter = rest.replace(path, "");
      if (shorter !== rest && tag) addTag(tags, tag);
      rest = shorter || rest;
    }
  }
  const local = rest.includes("/") ? rest : peelCloud(rest, tags);
  const cloud = local !== rest;
  rest = local;
  if (rest.includes("@")) {
    const region = REGION_AT_END.exec(rest);
    if (region?.[1]) addTag(tags, region[1].toLowerCase());
    rest = region ? rest.slice(0, region.index) : rest;
    rest = rest.replace(/(?<=[^/])@(\d+)$/, "-$1").replace(/(?<=[^/])@(default|latest)$/, "");
  }
  const { prefix, host, name, clouded } = splitPath(gateway, rest, tags);
  const ended = peelEnds(name.replace(GLUED, ""), tags);
  const bare = /-v1$/i.test(ended) ? ended.replace(FIRST_VERSION, "$1") : ended;
  const serving = peelServing(gateway, bare);
  return { prefix, host, name: bare, tags: tags.sort(), serving, cloud: cloud || clouded, floating };
}

function addTag(tags: string[], tag: string): void {
  if (!tags.includes(tag)) tags.push(tag);
}

function peelServing(gateway: string, name: string): Peeled["serving"] {
  const suffix = servingSuffix(gateway, name);
  if (!suffix) return null;
  const tags = [suffix.tag];
  return { name: peelEnds(suffix.name, tags), tags };
}

/** `us.anthropic.claude-x-v1:0` and `anthropic--claude-x` as `anthropic/claude-x`. */
function peelCloud(id: string, tags: string[]): string {
  const region = REGION.exec(id)?.[1];
  if (region) addTag(tags, region.toLowerCase());
  const local = region ? id.slice(region.length + 1) : id;
  const named = local.replace("--", "/").replace(VENDOR, (_, vendor: string) => `${vendor}/`);
  if (named === local && !region) return id;
  return named.replace(CLOUD_VERSION, "");
}

interface Path extends Pick<Peeled, "prefix" | "host" | "name"> {
  clouded: boolean;
}

function splitPath(gateway: string, path: string, tags: string[]): Path {
  if (!path.includes("/")) return { prefix: null, host: null, name: path, clouded: false };
  const segments = path.split("/").filter((s) => s !== "");
  if (segments.length > 2 && segments.at(-1) === "community") addTag(tags, segments.pop() ?? "");
  const name = segments.pop() ?? path;
  const vendor = VENDOR.exec(name)?.[1];
  if (vendor !== undefined && knownAuthor(vendor) !== null) {
    return {
      prefix: vendor,
      host: null,
      name: name.slice(vendor.length + 1).replace(CLOUD_VERSION, ""),
      clouded: true,
    };
  }
  const hosts = segments.filter((s) => isHost(s, gateway));
  const prefix = segments.find((s) => !isHost(s, gateway)) ?? null;
  return { prefix, host: prefix === null ? (hosts[0] ?? null) : null, name, clouded: false };
}

function peelEnds(name: string, tags: string[]): string {
  let rest = name;
  for (let hit = true; hit; ) {
    hit = false;
    if (!LAST_WORD.test(rest)) return rest;
    for (const end of [VARIANT, ...ENDS]) {
      const match = end.exec(rest);
      if (!match?.[1] || match.index === 0) continue;
      addTag(tags, match[1].toLowerCase());
      rest = rest.slice(0, match.index);
      hit = true;
    }
  }
  return rest;
}
