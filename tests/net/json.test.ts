import { describe, expect, it } from "vitest";
import { NetError, networkReason } from "@/lib/net/errors";
import { type Fetch, getJson } from "@/lib/net/json";

const URL = "https://api.test/v1/models?key=hidden";
const open = () => new AbortController().signal;
const answering =
  (body: BodyInit | null, init?: ResponseInit): Fetch =>
  async () =>
    new Response(body, init);

async function failure(run: Promise<unknown>): Promise<NetError> {
  const thrown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(NetError);
  return thrown as NetError;
}

describe("getJson", () => {
  it("returns the body, the status, and the headers, and requests JSON", async () => {
    const asked: Record<string, string>[] = [];
    const answer = await getJson(
      async (_url, init) => {
        asked.push(init.headers);
        return new Response('{"a":[1,"ä"]}', { headers: { etag: "x" } });
      },
      URL,
      { signal: open(), headers: { authorization: "Bearer k" } },
    );
    expect(answer.body).toEqual({ a: [1, "ä"] });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("etag")).toBe("x");
    expect(asked).toEqual([{ accept: "application/json", authorization: "Bearer k" }]);
  });

  it("reads a character that is split over two chunks", async () => {
    const bytes = new TextEncoder().encode('"ü"');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, 2));
        controller.enqueue(bytes.slice(2));
        controller.close();
      },
    });
    expect((await getJson(answering(body), URL, { signal: open() })).body).toBe("ü");
  });

  it.each([
    ["HTML", "<!doctype html><p>Bad gateway", "HTML"],
    ["JSON that breaks off", '{"data":[{"id":"a"', "truncated"],
    ["an empty body", " ", "an empty body"],
  ])("reports %s", async (_name, body, words) => {
    const error = await failure(getJson(answering(body), URL, { signal: open() }));
    expect(error.code).toBe("not_json");
    expect(error.message).toContain(words);
  });

  it("rejects a response without a body", async () => {
    const error = await failure(getJson(answering(null, { status: 204 }), URL, { signal: open() }));
    expect(error.code).toBe("not_json");
    expect(error.message).toContain("204");
  });

  it("reports the status and Retry-After, but never the URL, which may contain a key or an internal host", async () => {
    const fetch = answering("{}", { status: 429, headers: { "retry-after": "7" } });
    const error = await failure(getJson(fetch, URL, { signal: open() }));
    expect(error).toMatchObject({ code: "http", status: 429, details: { retryAfterMs: 7_000 } });
    expect(error.message).toBe("the server answered 429");
  });

  it("keeps the status when the body of an error cannot be canceled", async () => {
    const body = new ReadableStream({ cancel: () => Promise.reject(new Error("stuck")) });
    const error = await failure(getJson(answering(body, { status: 503 }), URL, { signal: open() }));
    expect(error).toMatchObject({ code: "http", status: 503 });
  });

  it("does not wait for a body that cannot be canceled", async () => {
    const body = new ReadableStream({ cancel: () => new Promise(() => undefined) });
    const error = await failure(getJson(answering(body, { status: 503 }), URL, { signal: open() }));
    expect(error.status).toBe(503);
  });

  it("stops reading a body that is too large and cancels it", async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel: () => {
        cancelled = true;
      },
    });
    const error = await failure(getJson(answering(body), URL, { signal: open(), maxBytes: 10_000 }));
    expect(error.code).toBe("too_large");
    expect(cancelled).toBe(true);
  });

  it("distinguishes a network failure from an abort and from a deadline", async () => {
    const broken: Fetch = async () => {
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:443"), { code: "ECONNREFUSED" }),
      });
    };
    const refused = await failure(getJson(broken, URL, { signal: open() }));
    expect(refused.code).toBe("network");
    expect(refused.message).toBe("the server could not be reached: ECONNREFUSED");
    const gone = await failure(getJson(broken, URL, { signal: AbortSignal.abort() }));
    expect(gone.code).toBe("aborted");
    const late = AbortSignal.abort(new DOMException("late", "TimeoutError"));
    expect((await failure(getJson(broken, URL, { signal: late }))).code).toBe("timeout");
  });

  it("ends on abort even if the transport ignores it", async () => {
    const controller = new AbortController();
    const run = failure(getJson(() => new Promise(() => undefined), URL, { signal: controller.signal }));
    controller.abort();
    expect((await run).code).toBe("aborted");
  });

  it("ends on abort even if the body ignores it, and cancels the body", async () => {
    const controller = new AbortController();
    let cancelled = false;
    const body = new ReadableStream({
      pull: () => {
        queueMicrotask(() => controller.abort());
        return new Promise(() => undefined);
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const error = await failure(getJson(answering(body), URL, { signal: controller.signal }));
    expect(error.code).toBe("aborted");
    expect(cancelled).toBe(true);
  });
});

describe("the reason of a network failure", () => {
  const SECRET = "http://operator:hunter2@gateway.internal:8443/private/path";
  const coded = (message: string, code: string) => Object.assign(new Error(message), { code });
  it.each<[string, unknown, string]>([
    ["a refused connection", coded("connect ECONNREFUSED 10.0.0.7:8443", "ECONNREFUSED"), "ECONNREFUSED"],
    ["an unknown name", coded("getaddrinfo ENOTFOUND gateway.internal", "ENOTFOUND"), "ENOTFOUND"],
    [
      "a certificate of another host",
      coded("Host: gateway.internal. is not in the cert's altnames", "ERR_TLS_CERT_ALTNAME_INVALID"),
      "ERR_TLS_CERT_ALTNAME_INVALID",
    ],
    [
      "a slow connection",
      coded("Connect Timeout Error (attempted address: gateway.internal:8443)", "UND_ERR_CONNECT_TIMEOUT"),
      "UND_ERR_CONNECT_TIMEOUT",
    ],
    ["an address that is none", new TypeError(`Failed to parse URL from ${SECRET}`), "the connection failed"],
    ["a redirect", new TypeError("fetch failed", { cause: new Error("unexpected redirect") }), "unexpected redirect"],
    ["several addresses", new AggregateError([coded("connect EHOSTUNREACH 10.0.0.7", "EHOSTUNREACH")]), "EHOSTUNREACH"],
    ["something that is no error", SECRET, "the connection failed"],
  ])("names %s without the address", (_, thrown, reason) => {
    expect(networkReason(thrown)).toBe(reason);
    expect(networkReason(new TypeError("fetch failed", { cause: thrown }))).toBe(reason);
  });
});
