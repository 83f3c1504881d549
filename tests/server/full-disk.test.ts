import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const disk = mkdtempSync(join(tmpdir(), "gatewayz-full-"));
const filler = join(disk, "filler");

/** Mounts a small disk; false where this process may not. */
function mountSmallDisk(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("skipped: no disk can be mounted here, so that a really full one is not tested");
    return false;
  }
}

const mounted = mountSmallDisk();
afterAll(() => {
  if (mounted) execFileSync("umount", ["-l", disk]);
  rmSync(disk, { recursive: true, force: true });
});

describe.runIf(mounted)("an actually full disk", () => {
  let server: ChatServer;
  let session: number;
  let said: number;
  beforeAll(async () => {
    server = await startChatServer([chatOffer("groq", "llama")], { variables: { DATA_DIR: disk } });
    session = (await data<ChatSession>("POST", "/v1/chat/sessions", {})).id;
    said = (await data<Message>("POST", `/v1/chat/sessions/${session}/messages`, { role: "user", content: "hi" })).id;
    await data("POST", "/v1/keys", { name: "before" });
  });
  afterAll(() => server.stop());

  const ask = (method: string, path: string, body?: unknown) =>
    server.harness.get(path, {
      method,
      headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  async function data<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await ask(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { data: T }).data;
  }
  function fill(): void {
    for (let size = 1 << 20; size >= 512; size >>= 1)
      for (;;)
        try {
          writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
        } catch {
          break;
        }
  }
  const long = "x".repeat(40_000);

  it("is reported by every write, even in transactions, while reads and chats keep working; everything recovers afterward", async () => {
    fill();
    const writes: [string, string, unknown?][] = [
      ["POST", "/v1/chat/sessions", { settings: { system: long } }],
      ["POST", `/v1/chat/sessions/${session}/messages`, { role: "user", content: long }],
      ["PATCH", `/v1/chat/sessions/${session}`, { settings: { system: long } }],
      ["POST", `/v1/chat/sessions/${session}/share`, {}],
      ["POST", `/v1/chat/sessions/${session}/answers`, { parent_id: said, wishes: [{ model: "llama" }] }],
      ["DELETE", `/v1/chat/sessions/${session}`],
      ["POST", "/v1/keys", { name: "full" }],
      ["PUT", "/v1/gateway-keys/groq", { key: "sk-a-key-of-my-own" }],
      ["POST", "/v1/reports", { model: "llama", gateway: "groq", native_id: "llama", note: "x" }],
      ["DELETE", "/v1/account"],
    ];
    for (const [method, path, body] of writes) {
      const answer = await ask(method, path, body);
      const error = ((await answer.json()) as { error?: { code: string } }).error;
      expect([answer.status, error?.code], `${method} ${path}`).toEqual([503, "disk_full"]);
      expect(answer.headers.get("retry-after")).toBe("60");
    }
    for (const path of ["/v1/models", "/v1/chat/sessions", `/v1/chat/sessions/${session}`, "/v1/keys", "/v1/usage"])
      expect((await ask("GET", path)).status, path).toBe(200);
    const chat = await server.post({ model: "llama", messages: [{ role: "user", content: "hi" }] });
    expect(chat.status).toBe(200);
    rmSync(filler);
    for (const [method, path, body] of writes.slice(0, 5)) expect((await ask(method, path, body)).ok, path).toBe(true);
    await server.harness.chat.answers.idle();
    expect((await data<ChatSession>("GET", `/v1/chat/sessions/${session}`)).messages).toHaveLength(3);
    expect((await server.usage()).length).toBeGreaterThan(0);
  });
});
