import { describe, expect, it } from "vitest";
import { paginate } from "@/lib/client/paginate";
import { FakeBackend, type Fault } from "../fakes/backend";
import { virtualClock } from "../fakes/clock";
import { hangAt, ids, list, read } from "./drive";

describe("paginate, where the previous system failed", () => {
  it("continues after pages that are shorter than requested: 1,350 models, not 101", async () => {
    const rows = [
      ...list(100),
      ...Array.from({ length: 1_350 }, (_, n) => [{ id: `x${n}` }, ...list(9, "other")]).flat(),
    ];
    const windowFilter = (row: unknown) => !(row as { id: string }).id.startsWith("other");
    for (const limit of [100, 1_000, 50_000]) {
      const result = await read({ rows, cap: 100, windowFilter, total: "true" }, { limit });
      expect(result).toMatchObject({ complete: true, reason: "end" });
      expect(result.models).toHaveLength(1_450);
      expect(result.pages).toBeLessThan(350);
    }
  });

  it("notices that the server silently caps limit=50000 to 100", async () => {
    const result = await read({ rows: list(1_350), cap: 100 }, { limit: 50_000 });
    expect(result).toMatchObject({ complete: true, reason: "end", duplicates: 0 });
    expect(ids(result.models)).toEqual(ids(list(1_350)));
    expect(result.pages).toBeLessThanOrEqual(20);
  });

  it("does not read the same 100 models 500 times when the offset is ignored", async () => {
    const limited = await read({ rows: list(1_350), cap: 100, ignoreOffset: true, total: "true" }, { limit: 50_000 });
    expect(limited).toMatchObject({ complete: false, reason: "repeated" });
    expect(limited.models).toHaveLength(100);
    expect(limited.pages).toBeLessThanOrEqual(20);
    const whole = await read({ rows: list(80), ignoreOffset: true });
    expect(whole).toMatchObject({ complete: true, reason: "repeated", pages: 4 });
    expect(whole.models).toHaveLength(80);
  });

  it.each([
    ["404", "http", { kind: "status", status: 404 }],
    ["502", "http", { kind: "status", status: 502 }],
    ["an empty refusal", "http", { kind: "status", status: 500, body: "" }],
    ["nothing at all", "deadline", { kind: "hang" }],
    ["a broken connection", "network", { kind: "network" }],
  ] satisfies [string, string, Fault][])("reports that a gateway returns %s", async (_name, reason, fault) => {
    const result = await read({ rows: list(8), fault: () => fault });
    expect(result).toMatchObject({ models: [], complete: false, reason, total: null, pages: 0 });
    expect(result.error?.message).toBeTruthy();
    expect(result.clock.now()).toBeLessThanOrEqual(70_000);
  });

  it("counts only a gateway's own rows as its models", async () => {
    const rows = [...list(94), ...list(10)];
    const result = await read({ rows, total: "true" });
    expect(result).toMatchObject({ complete: true, duplicates: 10, skipped: 0, total: 104 });
    expect(result.models).toHaveLength(94);
    expect(result.backend.requests.every((seen) => seen.gateway === "groq")).toBe(true);
  });

  it("ends at the single deadline of 70 s, keeps what it read, and cancels the hanging request", async () => {
    const hanging: AbortSignal[] = [];
    const backend = new FakeBackend({ rows: list(300), cap: 100, fault: ({ offset }) => hangAt(offset, 200) });
    const clock = virtualClock();
    const inner = backend.transport(clock);
    const transport: typeof inner = (url, init) => {
      if (Number(new URL(url).searchParams.get("offset")) >= 200) hanging.push(init.signal);
      return inner(url, init);
    };
    const result = await paginate({ transport, baseUrl: "http://backend.test", gateway: "groq", clock });
    expect(result).toMatchObject({ complete: false, reason: "deadline", error: { code: "timeout" } });
    expect(result.models).toHaveLength(200);
    expect(clock.now()).toBe(70_000);
    expect(hanging.length).toBeGreaterThan(0);
    expect(hanging.every((signal) => signal.aborted)).toBe(true);
  });

  it("ends at the deadline even if the transport ignores it", async () => {
    const clock = virtualClock();
    const transport = () => new Promise<Response>(() => undefined);
    const result = await paginate({ transport, baseUrl: "http://backend.test", gateway: "groq", clock });
    expect(result).toMatchObject({ models: [], complete: false, reason: "deadline" });
  });

  it("keeps a row exactly as sent, and unknown prices unknown", async () => {
    const row = { id: "a/b", pricing: null, context_length: null, "x-own": { deep: [1] } };
    expect((await read({ rows: [row] })).models).toEqual([row]);
  });

  it.each(["null", "html", "error", "empty with error"] as const)(
    "never reports a failure as an empty catalog: %s",
    async (shape) => {
      const result = await read({ rows: list(5), shape });
      expect(result).toMatchObject({
        models: [],
        complete: false,
        reason: shape === "html" ? "not_json" : "bad_shape",
      });
      expect(result.error?.message).not.toBe("");
    },
  );
});
