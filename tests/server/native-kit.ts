import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, vi } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

export const MODEL = "lab/m1";
export type Event = { type: string } & Record<string, unknown>;

/** An event as an upstream writes it. */
export const sent = (event: Event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

export const eventsIn = (text: string) =>
  text
    .split("\n\n")
    .filter((event) => event.includes("data: "))
    .map((event) => JSON.parse(event.slice(event.indexOf("data: ") + 6)) as Event);

/** A server over a gateway that takes Responses and Messages itself, and one that does not, for all tests of a file. */
export function withNative() {
  let server: ChatServer;
  beforeAll(async () => {
    const offers = ["lab/m1", "lab/m3", "lab/m4", "lab/m5"].map((id) => chatOffer("fireworks", id));
    server = await startChatServer([...offers, chatOffer("groq", "lab/m2")], {
      nativeGateway: true,
      times: { silenceMs: 60_000, wholeMs: 60_000 },
    });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.upstream.calls.length = 0;
  });
  return {
    server: () => server,
    post: (path: string, body: object) => server.postTo(path, { model: MODEL, ...body }),
    stream: (events: Event[], end: (response: ServerResponse) => void = (response) => response.end()) =>
      server.upstream.script("fireworks", (_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(events.map(sent).join(""));
        setImmediate(() => end(response));
      }),
    /** Waits for the row of the last call: tokens may have to be counted for it. */
    recordedAs: (outcome: string) =>
      vi.waitFor(async () => expect((await server.usage())[0]).toMatchObject({ outcome }), { timeout: 30_000 }),
  };
}
