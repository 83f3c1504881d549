import { expect, it } from "vitest";
import { isComposing } from "@/components/ui/composing";

const key = (isComposing: boolean, keyCode: number) => ({ nativeEvent: { isComposing, keyCode } as KeyboardEvent });

it("a key belongs to a composition while it is active, and right after it in Safari", () => {
  expect([key(true, 13), key(false, 229), key(false, 13)].map((event) => isComposing(event))).toEqual([
    true,
    true,
    false,
  ]);
});
