import { afterEach } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import type { TestPlace } from "./databases";

let open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.reverse()) await thing.stop();
  open = [];
});

/** A client of a server with its own database; both end with the test. */
export interface Client {
  server: ChatServer;
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  data<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The error code and status of a response. */
  refusal(method: string, path: string, body?: unknown): Promise<[number, string]>;
}

export async function startClient(
  openPlace: () => Promise<TestPlace>,
  variables: Record<string, string> = {},
): Promise<Client> {
  const place = await openPlace();
  const server = await startChatServer([chatOffer("groq", "llama")], {
    variables: { ...place.variables, CONVERSATION_WRITES_PER_MINUTE: "100000", ...variables },
  });
  open.push({ stop: () => place.remove() }, { stop: () => server.stop() });
  const ask: Client["ask"] = async (method, path, body) =>
    server.harness.get(`/v1/chat${path}`, {
      method,
      headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    server,
    ask,
    data: async <T>(method: string, path: string, body?: unknown) => {
      const answer = await ask(method, path, body);
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
      return ((await answer.json()) as { data: T }).data;
    },
    refusal: async (method, path, body) => {
      const answer = await ask(method, path, body);
      return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code];
    },
  };
}

export const text = (bytes: number) => "x".repeat(bytes);
export const message = (bytes: number) => ({ role: "user", content: text(bytes) });
