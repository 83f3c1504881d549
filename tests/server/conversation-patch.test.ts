import { describe, expect, it } from "vitest";
import type { ChatSession } from "@/lib/contract/conversation";
import { startClient } from "./chat-client";
import { testPlaces } from "./databases";

describe.each(await testPlaces())("a patch of a conversation in %s", (_, place) => {
  it("deletes and restores it by is_active, and restores nothing when another field is refused", async () => {
    const { data, ask } = await startClient(place);
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    const status = async (method: string, patch?: object) => (await ask(method, `/sessions/${id}`, patch)).status;
    expect(await data("PATCH", `/sessions/${id}`, { is_active: false })).toMatchObject({ is_active: false });
    expect(await status("GET")).toBe(404);
    expect(await status("PATCH", { is_active: true, leaf_id: 999_999 })).toBe(404);
    expect(await status("GET")).toBe(404);
    expect(await data("PATCH", `/sessions/${id}`, { is_active: true })).toMatchObject({ is_active: true });
    expect(await status("GET")).toBe(200);
  });

  it("may not empty the title, and may set the longest system prompt in any script", async () => {
    const { data, ask } = await startClient(place);
    const { id } = await data<ChatSession>("POST", "/sessions", {});
    expect((await ask("PATCH", `/sessions/${id}`, { title: "" })).status).toBe(400);
    const system = "字".repeat(100_000);
    const changed = await data<ChatSession>("PATCH", `/sessions/${id}`, { settings: { system } });
    expect(changed.settings.system).toBe(system);
  });
});
