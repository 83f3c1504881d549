import { describe, expect, it } from "vitest";
import { Leaving, leavingWith } from "@/lib/net/leaving";

describe("leaving", () => {
  it("is told once, to everybody who still listens", () => {
    const told: string[] = [];
    const leaving = new Leaving();
    leaving.onLeave(() => told.push("a"));
    const deaf = leaving.onLeave(() => told.push("b"));
    leaving.onLeave(() => told.push("c"));
    deaf();
    expect(leaving.left).toBe(false);
    leaving.leave();
    leaving.leave();
    expect([leaving.left, told]).toEqual([true, ["a", "c"]]);
  });

  it("is told at once to whoever comes later", () => {
    const leaving = new Leaving();
    leaving.leave();
    let told = 0;
    leaving.onLeave(() => told++)();
    expect(told).toBe(1);
  });

  it("follows a signal, one that has aborted already included", () => {
    const abort = new AbortController();
    const leaving = leavingWith(abort.signal);
    expect(leaving.left).toBe(false);
    abort.abort();
    expect([leaving.left, leavingWith(abort.signal).left]).toEqual([true, true]);
  });
});
