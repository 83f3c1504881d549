import { cerebras } from "./cerebras";
import { chutes } from "./chutes";
import { deepinfra } from "./deepinfra";
import { fireworks } from "./fireworks";
import { google } from "./google";
import { groq } from "./groq";
import { huggingface } from "./huggingface";
import { nebius } from "./nebius";
import { novita } from "./novita";
import { openrouter } from "./openrouter";
import type { Provider } from "./provider";
import { together } from "./together";
import { xai } from "./xai";

/** Every gateway, in the order they are shown. A new one is its file and a line here. */
export const PROVIDERS: readonly Provider[] = [
  openrouter,
  deepinfra,
  chutes,
  huggingface,
  together,
  google,
  fireworks,
  xai,
  nebius,
  groq,
  cerebras,
  novita,
];
