import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "@/lib/contract/json-object";
import type { Delta } from "@/lib/server/protocols/deltas";
import { MessageWriter } from "@/lib/server/protocols/messages/writer";
import { openResponse } from "@/lib/server/protocols/responses/response";
import { ResponseWriter } from "@/lib/server/protocols/responses/writer";

const text = fc.constantFrom("a", " ", "{", "}");
const said: fc.Arbitrary<Delta> = fc.oneof(
  fc.record({ kind: fc.constant("reasoning" as const), text }),
  fc.record({ kind: fc.constant("refusal" as const), text }),
  fc.record({ kind: fc.constant("text" as const), text, logprobs: fc.constantFrom([], [{ token: "a" }]) }),
  fc.record({
    kind: fc.constant("image" as const),
    url: fc.constantFrom("https://x/a.png", "data:image/png;base64,AA"),
  }),
  fc.record({
    kind: fc.constant("citation" as const),
    citation: fc.constantFrom<Json[]>(
      { type: "url_citation", url_citation: { url: "https://x" } },
      { type: "url_citation", url_citation: { url: "https://x", start_index: 0, end_index: 1 } },
      { type: "file" },
    ),
  }),
  fc.record({
    kind: fc.constant("seal" as const),
    field: fc.constantFrom("signature" as const, "data" as const, "call" as const),
    value: text,
  }),
);
/** The pieces of each call in their order: the first has its name. */
const PIECES = ["", '{"x"', ":1", "}"];
const FINISH: Delta = { kind: "finish", reason: "stop" };
/** An answer whose calls may come in turns, between all else, and may be cut off. */
const deltas = fc.array(fc.oneof(said, fc.nat(2)), { maxLength: 16 }).map((parts): Delta[] => {
  const sent = [0, 0, 0];
  const all = parts.flatMap((part): Delta[] => {
    if (typeof part !== "number") return [part];
    const place = sent[part] ?? 0;
    sent[part] = place + 1;
    const named = place === 0 ? { id: `c${part}`, name: "look" } : { id: null, name: null };
    return place < PIECES.length ? [{ kind: "tool", at: part, ...named, args: PIECES[place] ?? "" }] : [];
  });
  return [...all, FINISH];
});

/** What a writer says of an answer, whole or in events. */
function written<
  W extends { start(): Json[]; push(deltas: readonly Delta[], gateway: string): Json[]; end(facts: unknown): Json[] },
>(parts: readonly Delta[], create: (isWhole: boolean, newId: (prefix: string) => string) => W, isWhole: boolean) {
  let ids = 0;
  const writer = create(isWhole, (prefix) => `${prefix}_${++ids}`);
  const events = isWhole ? [] : writer.start();
  const pieces = isWhole ? [parts] : parts.map((part) => [part]);
  for (const piece of pieces) events.push(...structuredClone(writer.push(structuredClone(piece), "groq")));
  events.push(...structuredClone(writer.end(null)));
  return { writer, events };
}

const message = (isWhole: boolean, newId: (prefix: string) => string) =>
  new MessageWriter({ id: "m", model: "lab/m", stopSequences: [], newId, isWhole });
const response = (isWhole: boolean, newId: (prefix: string) => string) =>
  new ResponseWriter({ response: openResponse({ model: "lab/m" }, "r", 1), tools: new Map(), newId, isWhole });

describe("an answer without events", () => {
  it("is the message that its events add up to, and has none", () => {
    fc.assert(
      fc.property(deltas, (parts) => {
        const [whole, streamed] = [true, false].map((isWhole) => written(parts, message, isWhole));
        expect(whole?.writer.message).toEqual(streamed?.writer.message);
        expect(whole?.events).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("is the response that its events add up to, and has none", () => {
    fc.assert(
      fc.property(deltas, (parts) => {
        const [whole, streamed] = [true, false].map((isWhole) => written(parts, response, isWhole));
        const known = { completed_at: expect.any(Number) };
        expect(whole?.writer.response).toEqual({ ...streamed?.writer.response, ...known });
        expect(whole?.events).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what an answer cites", () => {
  it("is there once, or named as lost", () => {
    fc.assert(
      fc.property(deltas, (parts) => {
        const cited = parts.some((part) => part.kind === "citation");
        for (const create of [message, response]) {
          const { writer, events } = written<MessageWriter | ResponseWriter>(parts, create, false);
          const shown = events.flatMap(({ delta, annotation }) => annotation ?? (delta as Json)?.citation ?? []);
          expect(shown.length + writer.lost.length > 0).toBe(cited);
          expect(shown.length).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the events of a message", () => {
  it("have one block at a time, whose pieces add up to it", () => {
    fc.assert(
      fc.property(deltas, (parts) => {
        const { writer, events } = written(parts, message, false);
        const blocks: Json[] = [];
        let open = false;
        for (const event of events) {
          if (event.type === "content_block_start") {
            expect([open, event.index]).toEqual([false, blocks.length]);
            blocks.push({ ...(event.content_block as Json) });
            open = true;
          } else if (event.type === "content_block_delta") {
            const block = blocks.at(-1) as Json;
            expect([open, event.index]).toEqual([true, blocks.length - 1]);
            const { type: _, partial_json: __, citation, ...said } = event.delta as Json;
            if (citation) block.citations = [...((block.citations as Json[] | undefined) ?? []), citation];
            for (const [name, piece] of Object.entries(said))
              block[name] = name === "signature" ? piece : `${block[name]}${piece}`;
          } else if (event.type === "content_block_stop") {
            expect(open).toBe(true);
            open = false;
          }
        }
        const content = writer.message.content as Json[];
        expect(blocks.map(({ input: _, ...block }) => block)).toEqual(content.map(({ input: _, ...block }) => block));
      }),
      { numRuns: 1_000 },
    );
  });

  it("have all arguments of each call", () => {
    fc.assert(
      fc.property(deltas, (parts) => {
        const calls = parts.filter((part) => part.kind === "tool");
        const named = [...new Set(calls.map(({ at }) => at))];
        const args = named
          .map((at) => calls.filter((call) => call.at === at).map((call) => call.args))
          .map((all) => all.join(""));
        const { events } = written(parts, message, false);
        const sent = new Map<unknown, string>();
        for (const { type, index, content_block, delta } of events) {
          if (type === "content_block_start" && (content_block as Json).type === "tool_use") sent.set(index, "");
          if (type === "content_block_delta" && sent.has(index))
            sent.set(index, `${sent.get(index)}${(delta as Json).partial_json}`);
        }
        expect([...sent.values()].sort()).toEqual(args.sort());
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the events of a response", () => {
  it("have its items, each with all of its text and arguments", () => {
    fc.assert(
      fc.property(deltas, (parts) => {
        const { writer, events } = written(parts, response, false);
        const items: Json[] = [];
        const pieces = new Map<unknown, string>();
        for (const { type, output_index: at, item, delta } of events) {
          if (type === "response.output_item.added") expect(at).toBe(pieces.size);
          if (type === "response.output_item.added") pieces.set(at, "");
          if (typeof delta === "string") pieces.set(at, `${pieces.get(at)}${delta}`);
          if (type === "response.output_item.done") items[Number(at)] = item as Json;
        }
        expect(items).toEqual(writer.response.output);
        expect([...pieces.values()]).toEqual(items.map(textIn));
        const args = [0, 1, 2].map((at) =>
          parts.map((part) => (part.kind === "tool" && part.at === at ? part.args : "")),
        );
        const calls = items.flatMap(({ type, arguments: all }) => (type === "function_call" ? [all] : []));
        expect(calls.sort()).toEqual(
          called(parts)
            .map((at) => args[at]?.join(""))
            .sort(),
        );
      }),
      { numRuns: 500 },
    );
  });
});

const called = (parts: readonly Delta[]) => [
  ...new Set(parts.flatMap((part) => (part.kind === "tool" ? [part.at] : []))),
];
const textIn = ({ content, summary, arguments: args }: Json): string =>
  [...((content as Json[] | undefined) ?? []), ...((summary as Json[] | undefined) ?? [])]
    .map(({ text, refusal }) => text ?? refusal)
    .join("") + (args ?? "");
