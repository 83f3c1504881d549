import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MessageContent } from "@/lib/contract/conversation";
import { contentColumns } from "@/lib/server/chat/rows";
import { AccountStore } from "@/lib/server/db/accounts";
import { ChatStore } from "@/lib/server/db/chats";
import { type TestDatabase, testEngines } from "./databases";

const AT = "2026-01-01T00:00:00.000Z";

describe.each(await testEngines())("conversations in %s", (_, open) => {
  let database: TestDatabase;
  let store: ChatStore;
  const [mine, theirs] = [
    { account: 0, session: 0 },
    { account: 0, session: 0 },
  ];

  const say = (session: number, content: MessageContent) =>
    store.addMessage({
      session_id: session,
      parent_id: null,
      role: "user",
      ...contentColumns(content),
      reasoning: "",
      model: null,
      state: "done",
      facts: null,
      error: null,
      tokens: null,
      created_at: AT,
    });

  beforeAll(async () => {
    database = await open();
    store = new ChatStore(database.state.db);
    const accounts = new AccountStore(database.state.db);
    for (const [subject, of] of [["me", mine] as const, ["them", theirs] as const]) {
      const who = { issuer: "test", subject, auth_method: "email", display_name: null, email: null };
      of.account = (await accounts.signIn({ ...who, email_verified: false }, AT)).account.id;
      const row = { account_id: of.account, title: "Old", model: null, settings: "{}", created_at: AT, updated_at: AT };
      of.session = (await store.create({ ...row, deleted_at: null })).id;
    }
    await say(mine.session, "Nothing of note");
    await say(mine.session, "The QUICK fox_1 costs 50%");
    await say(mine.session, "quick again");
    await say(theirs.session, "quick elsewhere");
  });
  afterAll(() => database.remove());

  it("are found by all words of their messages and title, with special characters taken literally", async () => {
    const find = async (...words: string[]) => (await store.list(mine.account, 10, 0, { words })).map(({ id }) => id);
    expect(await find("fox_1", "OLD", "50%")).toEqual([mine.session]);
    expect(await find("fox%")).toEqual([]);
    expect(await find("elsewhere")).toEqual([]);
  });

  it("return where a word first occurs, only in the caller's own conversations", async () => {
    const sessions = [mine.session, theirs.session];
    const said = await store.firstWith(mine.account, sessions, ["quick", "absent"]);
    expect([...said]).toEqual([[mine.session, JSON.stringify("The QUICK fox_1 costs 50%")]]);
    expect((await store.firstWith(mine.account, sessions, ["absent"])).size).toBe(0);
    expect((await store.firstWith(mine.account, [], ["quick"])).size).toBe(0);
  });
});
