import { describe, expect, it } from "vitest";
import { idIn, modelLike, modelNamed } from "@/lib/models/pasted";

const ids = ["acme/llama-4", "acme/mystery", "mystery", "other/x", "wee/models/x", "Zeta/50%/Big Model"];
const named = (pasted: string) => ids[modelNamed({ ids }, pasted)];
const like = (id: string) => ids[modelLike({ ids }, id)];

describe("a pasted ID", () => {
  it.each([
    ["acme/llama-4", "acme/llama-4"],
    ["  ACME/Llama-4\n", "acme/llama-4"],
    ["mystery", "mystery"],
    ["wee/models/x", "wee/models/x"],
    ["zeta/50%/big model", "Zeta/50%/Big Model"],
    ["nobody/llama-4", undefined],
    ["llama-4", undefined],
    ["nobody/models/acme/llama-4", undefined],
    ["", undefined],
  ])("is a model's own ID, exact except for case: %j is of %s", (pasted, expected) => {
    expect(named(pasted)).toBe(expected);
  });

  it.each([
    ["https://gw.test/models/acme/llama-4", "acme/llama-4"],
    ["https://gw.test/models/acme/llama-4?calls=5&offer=a:b#use", "acme/llama-4"],
    ["https://gw.test/v1/models/acme/llama-4/", "acme/llama-4"],
    ["HTTP://localhost:3000/models/wee/models/x", "wee/models/x"],
    ["/models/acme%2Fllama-4", "acme/llama-4"],
    ["https://gw.test/models/Zeta/50%25/Big%20Model", "Zeta/50%/Big Model"],
    ["https://hub.test/acme/llama-4", "acme/llama-4"],
    ["https://gw.test/models/50%", "https://gw.test/models/50%"],
    ["https://gw.test/", "https://gw.test/"],
    ["https://", "https://"],
    ["accounts/acme/models/llama-4", "accounts/acme/models/llama-4"],
  ])("may be in a URL: %s", (pasted, expected) => {
    expect(idIn(pasted)).toBe(expected);
    expect(named(pasted)).toBe(ids.includes(expected) ? expected : undefined);
  });

  it("is similar to another author's ID with the same ending", () => {
    expect(like("nobody/LLAMA-4")).toBe("acme/llama-4");
    expect(like("a/b/x")).toBe("other/x");
    expect([like("nobody/lama-4"), like("nobody/"), like("")]).toEqual([undefined, undefined, undefined]);
  });
});
