import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MessageContent } from "@/lib/contract/conversation";
import { searchSessions } from "@/lib/server/conversations/search";
import { ChatStore } from "@/lib/server/db/chats";
import { type TestDatabase, testEngines } from "./databases";
import { messageRow } from "./message-row";
import { addAccount } from "./test-account";

const AT = "2026-01-01T00:00:00.000Z";

describe.each(await testEngines())("conversations in %s", (_, open) => {
  let database: TestDatabase;
  let store: ChatStore;
  const [mine, theirs] = [
    { account: 0, session: 0 },
    { account: 0, session: 0 },
  ];

  const say = (session: number, content: MessageContent) => store.addMessage(messageRow(session, content));

  beforeAll(async () => {
    database = await open();
    store = new ChatStore(database.state.db);
    for (const [subject, of] of [["me", mine] as const, ["them", theirs] as const]) {
      of.account = await addAccount(database.state.db, AT, subject);
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

  it("are found with the first line that has a word, only among the caller's own", async () => {
    const found = await searchSessions(store, mine.account, ["quick"], 10);
    expect(found.map(({ row, excerpt }) => [row.id, excerpt])).toEqual([[mine.session, "The QUICK fox_1 costs 50%"]]);
    expect(await searchSessions(store, mine.account, ["elsewhere"], 10)).toEqual([]);
    expect((await searchSessions(store, mine.account, ["old"], 10)).map(({ excerpt }) => excerpt)).toEqual([null]);
  });

  it("are searched a few at a time, in the order of the list", async () => {
    const row = { account_id: mine.account, model: null, settings: "{}", created_at: AT };
    for (let n = 0; n < 900; n++)
      await store.create({ ...row, title: `Tide ${n}`, updated_at: `2027-01-01 ${n + 100}` });
    const found = await searchSessions(store, mine.account, ["tide"], 450);
    expect(found.map(({ row: { title } }) => title)).toEqual(Array.from({ length: 450 }, (_, n) => `Tide ${899 - n}`));
  });
});
