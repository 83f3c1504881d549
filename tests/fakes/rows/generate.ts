import { COUNTS, SLUGS, type Slug } from "./counts";
import { GEMINI, GROK } from "./known";
import { SHAPES } from "./shapes";
import { ARCH_ROUTER, CLOSED_WORKS, inventedWork, knownWork, OPEN_WORKS, type Work } from "./works";

/** The distance between a gateway's picks in the list of invented models, which determines how many they share. */
const STRIDES: Record<Slug, number> = {
  openrouter: 3,
  deepinfra: 2,
  chutes: 5,
  huggingface: 1,
  together: 4,
  google: 1,
  fireworks: 6,
  xai: 1,
  nebius: 8,
  groq: 7,
  cerebras: 9,
  novita: 10,
};

/** Raw rows of a gateway in its own format: deterministic, with the same first rows for any count. */
export function generateRows(slug: Slug, count: number = COUNTS[slug]): Record<string, unknown>[] {
  const shape = SHAPES[slug];
  return Array.from(worksOf(slug, count), (work, i) => shape(work, i));
}

/** Counts in the proportions of the default ones that add up to `total`. */
export function scaledCounts(total: number): Record<Slug, number> {
  const sum = SLUGS.reduce((n, slug) => n + COUNTS[slug], 0);
  const counts = Object.fromEntries(SLUGS.map((slug) => [slug, Math.floor((COUNTS[slug] * total) / sum)])) as Record<
    Slug,
    number
  >;
  counts.huggingface += total - SLUGS.reduce((n, slug) => n + counts[slug], 0);
  return counts;
}

function* worksOf(slug: Slug, count: number): Generator<Work> {
  const first = knownTo(slug);
  const router = slug === "huggingface" ? Math.min(1137, count - 1) : -1;
  for (let i = 0, invented = 0; i < count; i++) {
    const known = first[i];
    if (i === router) yield ARCH_ROUTER;
    else if (known) yield known;
    else yield inventedWork(invented++ * STRIDES[slug]);
  }
}

function knownTo(slug: Slug): readonly Work[] {
  if (slug === "google") return GEMINI.map((name, i) => ownWork("google", name, i));
  if (slug === "xai") return GROK.map((name, i) => ownWork("x-ai", name, i));
  if (slug === "huggingface") return OPEN_WORKS;
  const place = SLUGS.indexOf(slug);
  const open = OPEN_WORKS.filter((work, i) => i < 4 || (work.dice >> place) % 2 === 0);
  return slug === "openrouter" ? [...CLOSED_WORKS, ...open] : open;
}

/** A first-party model under a name of its own. */
function ownWork(author: string, name: string, i: number): Work {
  const date = new Date(Date.UTC(2025, 9, 1 - 17 * i)).toISOString();
  return knownWork([`${author}/${name}`, "vision", 1_048_576, 1.25, 10, date]);
}
