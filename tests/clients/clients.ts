/** A client that `npm run test:clients` installs and runs. */
export interface Client {
  name: string;
  /** Its npm packages, pinned. */
  packages: Record<string, string>;
  /** Its program in `programs`. */
  program: string;
  cases?: readonly Case[];
}

/** What a client requests, and what its upstream does. */
export interface Case {
  name: string;
  stream: boolean;
  script: "ok" | "cutMid" | "vectors";
  whole: boolean;
  /** Asked for embeddings: empty for what the client asks for by itself. */
  encoding?: "float" | "";
}

/** What the client must read: the text of an answer, or the figures of a vector. */
export const TEXT = { ok: "Hello world", cutMid: "", vectors: "0,0.5,-0.25" };

const VECTORS: readonly Case[] = [
  { name: "embeddings in the client's own encoding", stream: false, script: "vectors", whole: true, encoding: "" },
  { name: "embeddings as floats", stream: false, script: "vectors", whole: true, encoding: "float" },
];

const AI = { ai: "7.0.173", zod: "4.6.7" };

const CLIENTS: readonly Client[] = [
  { name: "openai-6", packages: { openai: "6.30.1" }, program: "openai.mjs" },
  { name: "openai-7", packages: { openai: "7.59.0" }, program: "openai.mjs" },
  { name: "ai-sdk-openai", packages: { ...AI, "@ai-sdk/openai": "4.0.118" }, program: "ai-sdk-openai.mjs" },
  {
    name: "ai-sdk-openai-compatible",
    packages: { ...AI, "@ai-sdk/openai-compatible": "3.0.92" },
    program: "ai-sdk-openai-compatible.mjs",
  },
  {
    name: "openrouter-ai-sdk",
    packages: { ...AI, "@openrouter/ai-sdk-provider": "3.1.0" },
    program: "openrouter-ai-sdk.mjs",
  },
  { name: "mistralai", packages: { "@mistralai/mistralai": "2.7.0" }, program: "mistralai.mjs" },
  {
    name: "langchain-openai",
    packages: { "@langchain/openai": "1.6.0", "@langchain/core": "1.4.0" },
    program: "langchain-openai.mjs",
  },
  { name: "openai-7-responses", packages: { openai: "7.59.0" }, program: "openai-responses.mjs" },
  {
    name: "ai-sdk-openai-responses",
    packages: { ...AI, "@ai-sdk/openai": "4.0.118" },
    program: "ai-sdk-openai-responses.mjs",
  },
  {
    name: "openai-agents",
    packages: { "@openai/agents": "0.20.0", openai: "7.59.0", zod: "4.6.7" },
    program: "openai-agents.mjs",
  },
  { name: "anthropic", packages: { "@anthropic-ai/sdk": "1.14.0" }, program: "anthropic.mjs" },
  { name: "ai-sdk-anthropic", packages: { ...AI, "@ai-sdk/anthropic": "4.0.105" }, program: "ai-sdk-anthropic.mjs" },
  {
    name: "langchain-anthropic",
    packages: { "@langchain/anthropic": "1.5.11", "@langchain/core": "1.4.0" },
    program: "langchain-anthropic.mjs",
  },
  {
    name: "llamaindex-openai",
    packages: { "@llamaindex/openai": "0.4.22", "@llamaindex/core": "0.6.22", "@llamaindex/env": "0.1.30" },
    program: "llamaindex-openai.mjs",
  },
  {
    name: "openai-7-embeddings",
    packages: { openai: "7.59.0" },
    program: "openai-embeddings.mjs",
    cases: VECTORS,
  },
];

/** The cases of a client that chats. */
const CHATS: readonly Case[] = [
  { name: "stream", stream: true, script: "ok", whole: true },
  { name: "stream that is cut off", stream: true, script: "cutMid", whole: false },
  { name: "answer", stream: false, script: "ok", whole: true },
  { name: "answer that is cut off", stream: false, script: "cutMid", whole: false },
];

/** The case of a coding tool, once it has read the file. */
export const TOOL_CASE: Case = { name: "tool call", stream: true, script: "ok", whole: true };

/** Every client with each of its cases, in the order of the recorded requests. */
export const RUNS = CLIENTS.flatMap((client) => (client.cases ?? CHATS).map((how) => ({ client, how })));

/** A client's request, as `npm test` replays it. */
export interface RecordedRequest {
  client: string;
  case: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}
