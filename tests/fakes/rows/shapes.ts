import type { Slug } from "./counts";
import { cerebras, fireworks, google, groq, nebius, novita, xai } from "./first-party";
import { chutes, deepinfra, openrouter, together } from "./hosts";
import { hubRow } from "./hub-shape";
import type { Shape } from "./kit";

/** How each gateway writes a row of its list. */
export const SHAPES: Record<Slug, Shape> = {
  openrouter,
  deepinfra,
  chutes,
  huggingface: hubRow,
  together,
  google,
  fireworks,
  xai,
  nebius,
  groq,
  cerebras,
  novita,
};
