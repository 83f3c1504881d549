import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SseEvent, SseReader } from "@/lib/net/sse";
import { eventsIn } from "./events-in";

const told = (events: readonly SseEvent[]) => events.map(({ type, data }) => [type, data]);

function readIn(pieces: readonly Buffer[]): SseEvent[] {
  const reader = new SseReader();
  return pieces.flatMap((piece) => reader.push(piece)?.events ?? []);
}

const STREAM = [
  ["data: {“one”: 1}"],
  [": a comment"],
  ["event: error", "data:two", "id: 7", "retry: 10", "unknown: field"],
  ["data"],
  ["data: over", "data: lines"],
  ["data:  with its second space"],
];
const EXPECTED = [
  ["message", "{“one”: 1}"],
  ["message", null],
  ["error", "two"],
  ["message", ""],
  ["message", "over\nlines"],
  ["message", " with its second space"],
];
const written = (ending: string, bom = "") =>
  Buffer.from(bom + STREAM.map((lines) => [...lines, "", ""].join(ending)).join(""));

describe("an event stream", () => {
  it.each([
    ["LF", "\n"],
    ["CR", "\r"],
    ["CRLF", "\r\n"],
  ])("is parsed the same with %s, with a byte order mark, and split after any byte", (_, ending) => {
    for (const bom of ["", "\uFEFF"]) {
      const bytes = written(ending, bom);
      for (let cut = 0; cut <= bytes.length; cut++)
        expect(told(readIn([bytes.subarray(0, cut), bytes.subarray(cut)]))).toEqual(EXPECTED);
      expect(told(readIn([...bytes].map((byte) => Buffer.from([byte]))))).toEqual(EXPECTED);
    }
  });

  it("is parsed the same however its line endings are mixed and it is split", () => {
    const endings = fc.array(fc.constantFrom("\n", "\r\n"), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(endings, fc.array(fc.nat(200)), (mixed, cuts) => {
        let line = 0;
        const text = STREAM.map((lines) => [...lines, ""].map((l) => l + (mixed[line++ % 20] as string)).join("")).join(
          "",
        );
        const bytes = Buffer.from(text);
        const at = [...new Set([0, ...cuts.map((cut) => cut % bytes.length), bytes.length])].sort((a, b) => a - b);
        expect(told(readIn(at.slice(1).map((end, i) => bytes.subarray(at[i], end))))).toEqual(EXPECTED);
      }),
    );
  });

  it("passes on its bytes unchanged when lines end in LF", () => {
    const bytes = written("\n");
    const batch = new SseReader().push(bytes);
    expect(batch?.bytes.equals(bytes)).toBe(true);
    expect(Buffer.concat(batch?.events.map((event) => event.bytes) ?? []).equals(bytes)).toBe(true);
  });

  it("buffers an incomplete event", () => {
    const reader = new SseReader();
    expect(reader.push(Buffer.from("data: half"))).toBeNull();
    expect(reader.push(Buffer.from(" an event\n"))).toBeNull();
    expect(reader.rest()?.data).toBe("half an event");
    expect(told(reader.push(Buffer.from("\ndata: next"))?.events ?? [])).toEqual([["message", "half an event"]]);
  });

  it("skips blank lines between events", () => {
    expect(told(eventsIn(Buffer.from("\n\n\ndata: 1\n\n\n\ndata: 2\n\n")))).toEqual([
      ["message", "1"],
      ["message", "2"],
    ]);
  });
});
