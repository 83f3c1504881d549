import { describe, expect, it } from "vitest";
import { request, type Transport } from "@/lib/client/request";
import { virtualClock } from "../fakes/clock";

const { signal } = new AbortController();

describe("request", () => {
  it("joins base URL and path, with or without a slash, and passes headers on", async () => {
    const asked: [string, string | undefined][] = [];
    const transport: Transport = async (url, init) => {
      asked.push([url, init.headers["x-key"]]);
      return Response.json({ ok: true });
    };
    for (const baseUrl of ["http://a.test/api", "http://a.test/api/"]) {
      const { body } = await request(transport, "/v1/models", { signal, baseUrl, headers: { "x-key": "k" } });
      expect(body).toEqual({ ok: true });
    }
    expect(asked).toEqual(Array(2).fill(["http://a.test/api/v1/models", "k"]));
  });

  it("evaluates a Retry-After date with the given clock", async () => {
    const clock = virtualClock(Date.parse("2026-01-01T00:00:00Z"));
    const headers = { "retry-after": "Thu, 01 Jan 2026 00:00:04 GMT" };
    const answers = [new Response("", { status: 503, headers }), Response.json([])];
    const transport: Transport = async () => answers.shift() ?? Response.error();
    await request(transport, "http://a.test", { signal, clock });
    expect(clock.slept).toEqual([4_000]);
  });

  it("rejects a response over the size limit", async () => {
    const transport: Transport = async () => Response.json("x".repeat(100));
    await expect(request(transport, "", { signal, maxBytes: 50 })).rejects.toMatchObject({ code: "too_large" });
  });
});
