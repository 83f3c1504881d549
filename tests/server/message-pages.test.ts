import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MessageContent } from "@/lib/contract/conversation";
import {
  allSizes,
  groupsOf,
  messagesJson,
  PAGE_BYTES,
  PIECE_CHARACTERS,
  parsedMessages,
  readLine,
} from "@/lib/server/conversations/message-pages";
import { contentColumns } from "@/lib/server/conversations/rows";
import { MessagePages } from "@/lib/server/db/chat-pages";
import { ChatStore, type SessionRow } from "@/lib/server/db/chats";
import { type TestDatabase, testEngines } from "./databases";
import { addAccount } from "./test-account";

const AT = "2026-01-01T00:00:00.000Z";
const image = (characters: number): MessageContent => [
  { type: "text", text: "see é😀" },
  { type: "image_url", image_url: { url: `data:,${"x".repeat(characters)}` } },
];
const CONTENTS: [content: MessageContent, reasoning: string][] = [
  ["short", ""],
  ...Array.from({ length: 700 }, (_, n): [string, string] => [`${n} ${"y".repeat(4_000)}`, ""]),
  [image(5_000_000), ""],
  ["after\n", "thinking"],
  ["brief", '😀"\n'.repeat(900_000)],
  [image(900_000), ""],
  [image(900_000), ""],
];
const TOTAL = CONTENTS.reduce((sum, [content, reasoning]) => sum + JSON.stringify([content, reasoning]).length, 0);

/** Notes what each read gives, in characters, and in which turn of the process it comes. */
class NotedPages extends MessagePages {
  reads: { rows: number; characters: number; turn: number }[] = [];
  turn = 0;
  #ticking = true;

  tick(): void {
    setImmediate(() => {
      this.turn++;
      if (this.#ticking) this.tick();
    });
  }
  stop(): void {
    this.#ticking = false;
  }
  #noted<T>(given: T, rows: number): T {
    this.reads.push({ rows, characters: JSON.stringify(given).length, turn: this.turn });
    return given;
  }
  override async rows(...asked: Parameters<MessagePages["rows"]>) {
    const rows = await super.rows(...asked);
    return this.#noted(rows, rows.length);
  }
  override async piece(...asked: Parameters<MessagePages["piece"]>) {
    return this.#noted(await super.piece(...asked), 1);
  }
}

describe.each(await testEngines())("a long conversation in %s", (_, open) => {
  let database: TestDatabase;
  let session: SessionRow;
  let last = 0;
  beforeAll(async () => {
    database = await open();
    const store = new ChatStore(database.state.db);
    const account_id = await addAccount(database.state.db, AT);
    const row = { account_id, title: "t", model: null, settings: "{}", created_at: AT, updated_at: AT };
    session = await store.create(row);
    for (const [content, reasoning] of CONTENTS) {
      const rest = { role: "user", model: null, state: "done", created_at: AT };
      const message = {
        session_id: session.id,
        parent_id: last || null,
        ...contentColumns(content),
        reasoning,
        ...rest,
      };
      last = (await store.addMessage(message)).id;
    }
  }, 60_000);
  afterAll(() => database.remove());

  /** Everything of it, with what was read for that. */
  async function noted<T>(read: (pages: MessagePages) => AsyncGenerator<T>) {
    const pages = new NotedPages(database.state.db);
    pages.tick();
    const pieces: T[] = [];
    for await (const piece of read(pages)) pieces.push(piece);
    pages.stop();
    return { pieces, reads: pages.reads };
  }
  const expectSmall = (reads: NotedPages["reads"], most: number) => {
    expect(Math.max(...reads.map(({ characters }) => characters))).toBeLessThan(most);
    expect(Math.max(...reads.map(({ rows }) => rows))).toBeLessThanOrEqual(500);
    // Everything that waits has its turn between two reads.
    expect(new Set(reads.map(({ turn }) => turn)).size).toBe(reads.length);
  };

  it("is sent as it is, in small pieces", async () => {
    let count = 0;
    const { pieces, reads } = await noted((pages) =>
      messagesJson(pages, session.id, allSizes(pages, session.id), (messages) => {
        count = messages;
      }),
    );
    const messages = JSON.parse(`[${pieces.join("")}]`) as { content: MessageContent; reasoning: string }[];
    expect(messages.map(({ content, reasoning }) => [content, reasoning])).toEqual(CONTENTS);
    expect(count).toBe(CONTENTS.length);
    // Escaped, a piece may be twice as long.
    expectSmall(reads, 2 * PIECE_CHARACTERS + 1_000);
    expect(reads.length).toBeGreaterThan(TOTAL / PIECE_CHARACTERS);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(2 * PIECE_CHARACTERS + 1_000);
  });

  it("is parsed in small pieces, except for messages that are longer", async () => {
    const line = await readLine(new MessagePages(database.state.db), session.id, last);
    expect(line.map(({ content, reasoning }) => [content, reasoning])).toEqual(CONTENTS);
    const { pieces, reads } = await noted((pages) => parsedMessages(pages, session.id, allSizes(pages, session.id)));
    expect(pieces.flat().length).toBe(CONTENTS.length);
    expectSmall(
      reads.filter(({ rows }) => rows > 1),
      2 * PAGE_BYTES,
    );
  });

  it("is read in part", async () => {
    const pages = new MessagePages(database.state.db);
    const sizes = await pages.sizes(session.id, { before: last, limit: 2 });
    expect(sizes.map(({ id }) => id)).toEqual([last - 2, last - 1]);
    expect(sizes.map(({ bytes }) => bytes > PAGE_BYTES)).toEqual([true, false]);
    expect(await pages.piece(last - 1, "content", 5e6, 10)).toBe("");
  });
});

it("messages share a page as far as they fit", () => {
  const sizes = [1, 2, PAGE_BYTES, 5, PAGE_BYTES * 3, 1].map((bytes, id) => ({ id, bytes }));
  const groups = (most?: Parameters<typeof groupsOf>[1]) =>
    [...groupsOf(sizes, most)].map((group) => group.map(({ id }) => id));
  expect(groups()).toEqual([[0, 1], [2], [3], [4], [5]]);
  expect(groups({ mostBytes: PAGE_BYTES * 5 })).toEqual([[0, 1, 2, 3, 4, 5]]);
  expect(groups({ mostBytes: PAGE_BYTES * 5, mostRows: 2 })).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ]);
});
