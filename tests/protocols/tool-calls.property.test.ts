import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ToolCallNumbers } from "@/lib/server/chat/tool-calls";

const NAMES = ["look", "look_up", "edit_file", "other"];
interface Call {
  id: string;
  name: string;
  args: readonly string[];
}
const call = fc.record({
  name: fc.constantFrom(...NAMES),
  args: fc.constantFrom(["{}"], ["", "{}"], ['{"a"', ":1}"], ["", '{"a"', "", ":1}"]),
});
const calls = fc
  .array(call, { minLength: 1, maxLength: 3 })
  .map((all): Call[] => all.map((one, at) => ({ ...one, id: `c${at}` })));
const declared = fc.constantFrom(null, new Set(["look", "look_up", "edit_file"]), new Set(["none"]));

/** The entries of a call as gateways send them in a style. */
const STYLES: Record<string, (call: Call, at: number) => object[]> = {
  "as OpenAI does": ({ id, name, args }, index) =>
    args.map((text, place) =>
      place === 0
        ? { index, id, type: "function", function: { name, arguments: text } }
        : { index, function: { arguments: text } },
    ),
  "with all repeated": ({ id, name, args }, index) =>
    args.map((text) => ({ index, id, type: "function", function: { name, arguments: text } })),
  "without types": ({ id, name, args }, index) =>
    args.map((text, place) => ({
      index,
      ...(place === 0 ? { id } : {}),
      function: place === 0 ? { name, arguments: text } : { arguments: text },
    })),
  "each whole, all with 0": ({ id, name, args }) => [{ index: 0, id, function: { name, arguments: args.join("") } }],
  "each whole, without numbers": ({ id, name, args }) => [{ id, function: { name, arguments: args.join("") } }],
  "each whole, without IDs": ({ name, args }) => [{ function: { name, arguments: args.join("") } }],
};
/** Those whose calls may come in turns. */
const NUMBERED = ["as OpenAI does", "with all repeated", "without types"];

/** The calls as clients put them together. */
function joined(lists: readonly (readonly unknown[])[]) {
  const found: { id: string; name: string; args: string }[] = [];
  for (const entry of lists.flat() as {
    index: number;
    id?: string;
    function: { name?: string; arguments?: string };
  }[]) {
    found[entry.index] ??= { id: "", name: "", args: "" };
    const known = found[entry.index] as (typeof found)[number];
    known.id += entry.id ?? "";
    known.name += entry.function.name ?? "";
    known.args += entry.function.arguments ?? "";
  }
  return found;
}

describe("the calls of a stream", () => {
  it.each(Object.keys(STYLES))("are as the gateway sent them: %s", (style) => {
    fc.assert(
      fc.property(calls, declared, fc.array(fc.nat(2)), (all, names, order) => {
        const left = all.map((one, at) => STYLES[style]?.(one, at) ?? []);
        const turns = NUMBERED.includes(style) ? order : [];
        const entries = turns.flatMap((at) => left[at]?.splice(0, 1) ?? []);
        entries.push(...left.flat());
        const numbers = new ToolCallNumbers(names);
        const lists = entries.map((entry) => numbers.number([entry]));
        const found = joined([...lists, numbers.ends(true)]);
        const sent = all.map(({ name, args }) => ({ name, args: args.join("") }));
        const key = ({ name, args }: { name: string; args: string }) => `${name} ${args}`;
        expect(found.map(key).sort()).toEqual(sent.map(key).sort());
        expect(new Set(found.map(({ id }) => id)).size).toBe(all.length);
        if (!style.includes("without IDs")) expect(found.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id));
      }),
      { numRuns: 500 },
    );
  });

  it("are two if two names arrive without anything else and do not begin a declared name", () => {
    const named = ["other", "another", "look"];
    for (const names of [new Set(["look", "look_up"]), new Set(["none"]), null]) {
      const numbers = new ToolCallNumbers(names);
      const lists = named.map((name) => numbers.number([{ function: { name } }]));
      const found = joined([...lists, numbers.ends(true)]);
      expect(found.map(({ name, args }) => [name, args])).toEqual(named.map((name) => [name, "{}"]));
      expect(new Set(found.map(({ id }) => id)).size).toBe(named.length);
    }
  });

  it("are one if the parts of a declared name arrive without anything else", () => {
    const numbers = new ToolCallNumbers(new Set(["look_up"]));
    const lists = ["lo", "ok", "_up"].map((name) => numbers.number([{ function: { name } }]));
    const found = joined([...lists, numbers.ends(true)]);
    expect(found.map(({ name, args }) => [name, args])).toEqual([["look_up", "{}"]]);
  });
});
