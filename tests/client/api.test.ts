import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ApiFailure, api } from "@/lib/client/api";
import { apiEvents } from "@/lib/client/api-events";
import { KEY } from "@/lib/client/key";

const store = new Map<string, string>();
beforeEach(() => {
  store.clear();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => store.get(name) ?? null,
    setItem: (name: string, value: string) => store.set(name, value),
    removeItem: (name: string) => store.delete(name),
  });
  vi.stubGlobal("dispatchEvent", () => true);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const answer = (response: (init: RequestInit) => Response | Promise<Response>) => {
  const fetched = vi.fn((_path: string, init: RequestInit) => Promise.resolve(response(init)));
  vi.stubGlobal("fetch", fetched);
  return fetched;
};
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was answered"),
    (error: ApiFailure) => error,
  );
const hanging = ({ signal }: RequestInit) =>
  new Promise<Response>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

describe("api", () => {
  it("sends the stored key, another key, or none", async () => {
    store.set(KEY, "mine");
    const fetched = answer(() => Response.json({}));
    await api("/v1/account");
    await api("/v1/admin/overview", { key: "operator" });
    await api("/v1/gateways", { key: null });
    const sent = fetched.mock.calls.map(([, { headers }]) => new Headers(headers).get("authorization"));
    expect(sent).toEqual(["Bearer mine", "Bearer operator", null]);
  });

  it("throws the API's error, and its own when the response has none", async () => {
    answer(() => Response.json({ error: { message: "no such key", code: "not_found" } }, { status: 404 }));
    expect(await failureOf(api("/v1/keys/1"))).toMatchObject({ message: "no such key", status: 404 });
    answer(() => new Response("<html>", { status: 502 }));
    expect(await failureOf(api("/v1/keys"))).toMatchObject({ message: "The server answered 502.", status: 502 });
    answer(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(await failureOf(api("/v1/keys"))).toMatchObject({ status: 0, error: null });
  });

  it("forgets the stored key when it is invalid, but not when another key is", async () => {
    store.set(KEY, "mine");
    answer(() => Response.json({ error: { message: "invalid", code: "invalid_api_key" } }, { status: 401 }));
    await failureOf(api("/v1/admin/overview", { key: "operator" }));
    expect(store.get(KEY)).toBe("mine");
    await failureOf(api("/v1/account"));
    expect(store.has(KEY)).toBe(false);
  });

  it("throws the caller's reason when the caller aborts", async () => {
    answer(hanging);
    const left = new AbortController();
    const failed = failureOf(api("/v1/account", { signal: left.signal }));
    left.abort(new Error("left"));
    expect((await failed).message).toBe("left");
  });

  it("does not wait beyond the deadline", async () => {
    answer(hanging);
    expect(await failureOf(api("/v1/account", { deadlineMs: 1 }))).toMatchObject({
      message: "The server did not answer within 0.001 s.",
      status: 0,
    });
  });
});

describe("apiEvents", () => {
  /** A stream whose chunks the test writes. */
  function stream() {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    answer(({ signal }) => {
      signal?.addEventListener("abort", () => writer.abort(signal.reason).catch(() => {}));
      return new Response(readable);
    });
    return { write: (text: string) => writer.write(new TextEncoder().encode(text)), close: () => writer.close() };
  }

  it("yields complete events regardless of chunk boundaries, without comments", async () => {
    const { write, close } = stream();
    void write(': hello\n\nid: 1\nevent: text\ndata: {"a"')
      .then(() => write(":1}\n\nevent: over\ndata: {}\n\n"))
      .then(close);
    const events = [];
    for await (const event of apiEvents("/events")) events.push(event);
    expect(events).toEqual([
      { type: "text", data: '{"a":1}' },
      { type: "over", data: "{}" },
    ]);
  });

  it("fails when the stream is silent for too long", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { write } = stream();
    void write("event: text\ndata: 1\n\n");
    const events = apiEvents("/events");
    expect((await events.next()).value).toEqual({ type: "text", data: "1" });
    const silent = failureOf(events.next());
    vi.advanceTimersByTime(45_000);
    expect(await silent).toMatchObject({ message: "No data for 45 s.", status: 0 });
  });
});
