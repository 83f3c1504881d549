import { afterAll, beforeAll, expect } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

/**
 * What becomes of a documented part of a request where it is translated: its place in the chat, the name by which it is
 * lost, a 400, or why nothing of the answer is lost without it.
 */
export type Fate = { in: string } | { named: string } | { refused: true } | { nothing: string };
/** A value of each documented part, and what becomes of it. */
export type Fates<Name extends string> = Record<Name, readonly [value: unknown, fate: Fate]>;

const LISTED = [
  ...["reasoning_effort", "top_k", "user", "parallel_tool_calls", "verbosity", "prompt_cache_key", "tools"],
  ...["response_format", "logprobs", "top_logprobs", "temperature", "top_p", "stop", "max_tokens"],
];
const SEES = { input_modalities: ["text", "image", "file"], output_modalities: ["text"] };
const MODEL = "lab/m1";

/** A server over a gateway that takes chats alone, for all tests of a file. */
export function withChats() {
  let server: ChatServer;
  beforeAll(async () => {
    server = await startChatServer([chatOffer("groq", MODEL, { supported_parameters: LISTED, architecture: SEES })]);
  });
  afterAll(() => server.stop());
  return async (path: string, body: object, fate: Fate): Promise<void> => {
    server.upstream.calls.length = 0;
    const answer = await fetch(server.url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${server.key}` },
      body: JSON.stringify({ model: MODEL, ...body }),
    });
    const text = await answer.text();
    const names = answer.headers.get("x-gatewayz-ignored");
    const sent = server.upstream.calls.at(-1)?.body;
    if ("refused" in fate) expect([answer.status, sent], text).toEqual([400, undefined]);
    else expect([answer.status, names], text).toEqual([200, "named" in fate ? fate.named : null]);
    if ("in" in fate) expect(JSON.stringify(sent)).toContain(fate.in);
  };
}

/** The parts of a table, for `it.each`. */
export const listed = <Name extends string>(fates: Fates<Name>): [string, unknown, Fate][] =>
  (Object.keys(fates) as Name[]).map((name) => [name, ...fates[name]]);
