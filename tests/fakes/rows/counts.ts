/** How many models each gateway lists, as seen one day: 2,293 in all. */
export const COUNTS = {
  openrouter: 340,
  deepinfra: 215,
  chutes: 104,
  huggingface: 1350,
  together: 96,
  google: 71,
  fireworks: 38,
  xai: 23,
  nebius: 21,
  groq: 19,
  cerebras: 11,
  novita: 5,
} as const;

export type Slug = keyof typeof COUNTS;

/** Every gateway, in the order they are shown. */
export const SLUGS = Object.keys(COUNTS) as Slug[];
