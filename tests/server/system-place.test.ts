import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fireworks } from "@/lib/server/providers/fireworks";
import { groq } from "@/lib/server/providers/groq";
import { together } from "@/lib/server/providers/together";
import { play, type UpstreamRequest } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const SEES = { architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] } };
type Message = { role: string; content?: unknown };
const system = (content: unknown) => ({ role: "system", content });
const user = (content: unknown) => ({ role: "user", content });
const assistant = { role: "assistant", content: "ok" };

let server: ChatServer;
beforeAll(async () => {
  const ids = ["lab/first-a", "lab/first-b", "lab/first-c", "lab/first-d"];
  server = await startChatServer(
    [
      ...ids.map((id) => chatOffer("together", id, SEES)),
      chatOffer("groq", "lab/none"),
      chatOffer("fireworks", "lab/native"),
    ],
    { gateways: [together, groq, fireworks] },
  );
});
afterAll(() => server.stop());

/** The gateway refuses such messages in these words. */
function refuse(gateway: string, test: (messages: Message[]) => boolean, message: string): void {
  server.upstream.script(gateway, (call: UpstreamRequest, response) => {
    if (call.path.endsWith("/messages") || test(call.body.messages as Message[]))
      return void response.writeHead(400, JSON_TYPE).end(JSON.stringify({ error: { message } }));
    return play("ok", call, response);
  });
}
const JSON_TYPE = { "content-type": "application/json" };
const isLater = (messages: Message[]) => messages.slice(1).some(({ role }) => role === "system");

async function ask(path: string, body: object) {
  const from = server.upstream.calls.length;
  const response = await server.postTo(path, body);
  await response.text();
  const calls = server.upstream.calls.slice(from);
  const ignored = response.headers.get("x-gatewayz-ignored");
  return { status: response.status, ignored, calls, messages: calls.at(-1)?.body.messages };
}

// https://github.com/vllm-project/vllm/issues/41114, https://github.com/ollama/ollama/issues/17774
describe("a model that takes a system message at the beginning only", () => {
  const refuseLater = () => refuse("together", isLater, "System message must be at the beginning.");

  it("gets the system's later text as the user's", async () => {
    refuseLater();
    const tool = { role: "tool", tool_call_id: "c1", content: "ok" };
    const messages = [system("Be brief."), user("hi"), system("Plan."), assistant, tool, system("Go on.")];
    const asked = await ask("/chat/completions", { model: "lab/first-a", messages });
    expect([asked.status, asked.ignored, asked.calls.length]).toEqual([200, null, 2]);
    expect(asked.messages).toEqual([system("Be brief."), user("hi\n\nPlan."), assistant, tool, user("Go on.")]);
    // The next request comes so from the start, and one without such messages as it was sent.
    const next = await ask("/chat/completions", {
      model: "lab/first-a",
      messages: [system("a"), system("b"), user("c")],
    });
    expect([next.calls.length, next.messages]).toEqual([1, [system("a\n\nb"), user("c")]]);
    const plain = [system("a"), user("b"), user("c")];
    expect((await ask("/chat/completions", { model: "lab/first-a", messages: plain })).messages).toEqual(plain);
  });

  it("answers Codex, which begins with several, and Claude Code, which sends them later", async () => {
    refuseLater();
    const input = [{ role: "developer", content: "Sandbox." }, user("hi"), { role: "developer", content: "More." }];
    const codex = await ask("/responses", { model: "lab/first-b", instructions: "Be brief.", input, store: false });
    expect([codex.status, codex.messages]).toEqual([200, [system("Be brief.\n\nSandbox."), user("hi\n\nMore.")]]);
    const content = [
      { type: "text", text: "hi" },
      { type: "image", source: { type: "url", url: "https://x/y.png" } },
    ];
    const messages = [user(content), system("Agents."), user("go")];
    const claude = await ask("/messages", { model: "lab/first-c", max_tokens: 9, system: "Be.", messages });
    expect([claude.status, claude.messages]).toEqual([
      200,
      [
        system("Be."),
        user([
          { type: "text", text: "hi" },
          { type: "image_url", image_url: { url: "https://x/y.png" } },
          { type: "text", text: "Agents." },
          { type: "text", text: "go" },
        ]),
      ],
    ]);
  });

  it("is called once if there is nothing to move", async () => {
    refuse("together", () => true, "System message must be at the beginning.");
    const asked = await ask("/chat/completions", { model: "lab/first-d", messages: [user("hi")] });
    expect([asked.status, asked.calls.length]).toEqual([400, 1]);
  });
});

describe("a model that takes no system message", () => {
  it("gets all of its text as the user's", async () => {
    const message = "Developer instruction is not enabled for models/gemma-3-27b-it";
    refuse("groq", (messages) => messages.some(({ role }) => role === "system"), message);
    const asked = await ask("/chat/completions", { model: "lab/none", messages: [system("a"), user("b"), assistant] });
    expect([asked.status, asked.messages]).toEqual([200, [user("a\n\nb"), assistant]]);
  });

  it("is called with a chat if it refuses one in Anthropic's protocol", async () => {
    refuse("fireworks", () => false, "messages[1].role: unknown variant `system`, expected `user` or `assistant`");
    const messages = [user("hi"), system("Agents.")];
    const asked = await ask("/messages", { model: "lab/native", max_tokens: 9, messages });
    expect([asked.status, asked.calls.map(({ path }) => path.split("/").at(-1))]).toEqual([
      200,
      ["messages", "completions"],
    ]);
    expect(asked.messages).toEqual([user("hi"), system("Agents.")]);
  });
});
