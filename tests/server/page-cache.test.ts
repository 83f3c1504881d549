import { readdirSync, readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { handler } from "./page-server";

describe("pages that are the same for everyone", () => {
  it("are rendered once, and get the nonce and ID of each request everywhere", async () => {
    const { state, get } = await handler();
    const seen = [await get("/models"), await get("/models")];
    expect(state.made).toBe(1);
    const nonces = seen.map(({ response, text }) => {
      const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1] ?? "none";
      expect(text).toContain(`<script nonce="${nonce}">`);
      expect(response.headers.get("link")).toContain(`nonce="${nonce}"`);
      expect(text).toContain(`data-request-id="${response.headers.get("x-request-id")}"`);
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
    const alike = seen.map(({ text }, i) =>
      text.replaceAll(nonces[i] ?? "", "").replace(/data-request-id="[^"]+"/, ""),
    );
    expect(alike[1]).toBe(alike[0]);
  });

  it("are rendered again after half a minute, and immediately when a source changes", async () => {
    const { state, get } = await handler();
    expect((await get("/")).text).toContain("page 1");
    state.now = 30_000;
    expect((await get("/")).text).toContain("page 1");
    state.now = 30_001;
    expect((await get("/")).text).toContain("page 2");
    state.madeOf = [...state.madeOf.slice(0, 1), {}];
    expect((await get("/")).text).toContain("page 3");
    expect((await get("/")).text).toContain("page 3");
  });

  it("are cached by URL, host, and the cookies that they read, and by no other cookie", async () => {
    const { state, get } = await handler();
    const asks: [string, Record<string, string>?][] = [
      ["/models"],
      ["/models?q=a"],
      ["/models", { cookie: "theme=dark" }],
      ["/models", { cookie: "theme=dark; view=cards" }],
      ["/models/acme/m1"],
    ];
    for (const [path, headers] of asks) await get(path, headers);
    expect(state.made).toBe(asks.length);
    for (const [path, headers] of asks) {
      const { text } = await get(path, { cookie: `${headers?.cookie ?? ""}; other=1` });
      expect(text).toContain(` of ${path},`);
    }
    expect(state.made).toBe(asks.length);
  });

  it("are not cached when parsers disagree on a cookie's value", async () => {
    const { state, get } = await handler();
    for (const cookie of ["theme=dark; theme=light", 'theme="dark"', "view=%63ards"]) {
      await get("/models", { cookie });
      await get("/models", { cookie });
    }
    expect(state.made).toBe(6);
  });

  it("are compressed, cached or not", async () => {
    const long: RequestListener = (request, response) => {
      expect(request.headers["accept-encoding"]).toBeUndefined();
      response.setHeader("content-type", ["text/html"]);
      response.end(`<html>${"some words ".repeat(200)}</html>`);
    };
    const { state, get } = await handler(long);
    const asks = { br: "gzip, deflate, br, zstd", gzip: "gzip, deflate" };
    for (const encoding of ["br", "gzip", "br"] as const) {
      const { response, text } = await get("/docs", { "accept-encoding": asks[encoding] });
      expect(response.headers.get("content-encoding")).toBe(encoding);
      expect(response.headers.get("vary")?.toLowerCase()).toContain("accept-encoding");
      expect(text).toHaveLength(2_200 + "<html></html>".length);
    }
    expect(state.made).toBe(1);
  });
});

describe("the page cache", () => {
  it("does not store a page whose sources changed while it rendered", async () => {
    const made: (() => void)[] = [];
    const { state, get } = await handler((_, response) => {
      response.setHeader("content-type", "text/html");
      made.push(() => response.end("<html></html>"));
    });
    const asked = () => {
      const before = made.length;
      const answer = get("/models");
      return {
        answer,
        begun: (async () => {
          while (made.length === before) await new Promise((resolve) => setImmediate(resolve));
        })(),
      };
    };
    const first = asked();
    await first.begun;
    state.madeOf = [{}, {}];
    made[0]?.();
    await first.answer;
    const second = asked();
    await second.begun;
    made[1]?.();
    await second.answer;
    expect(state.made).toBe(2);
  });

  it("is limited in size: the oldest pages go first", async () => {
    const { state, get } = await handler((request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<html>${request.url}${"x".repeat(1_000_000)}</html>`);
    });
    for (let page = 0; page < 30; page++) await get(`/models?page=${page}`);
    await get("/models?page=29");
    expect(state.made).toBe(30);
    await get("/models?page=0");
    expect(state.made).toBe(31);
  });

  it("has a key with every cookie that its pages read", () => {
    const read = readdirSync("app", { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(join("app", file), "utf8"))
      .filter((source) => source.includes("cookies()"))
      .flatMap((source) => [...source.matchAll(/cookie\w*(?:\(\)\))?\.get\("(\w+)"\)/g)].map(([, name]) => name));
    expect(read.sort()).toEqual(["theme", "view"]);
  });
});

describe("pages that are rendered for each request", () => {
  it.each([
    ["a person's own", "/chat", {}],
    ["a login", "/login?next=/chat", {}],
    ["a page with the mark of page data", "/models?_rsc=abc", {}],
    ["page data without its mark", "/models", { rsc: "1" }],
    ["page data of a person's own", "/chat?_rsc=abc", { rsc: "1" }],
    ["a file", "/changesets", {}],
  ])("%s", async (_, path, headers) => {
    const { state, get } = await handler();
    await get(path, headers);
    await get(path, headers);
    expect(state.made).toBe(2);
  });

  const html = (body: string, status = 200, headers: Record<string, string> = {}): RequestListener => {
    return (_, response) => response.writeHead(status, { "content-type": "text/html", ...headers }).end(body);
  };
  it.each([
    ["one that is not there", html("<html></html>", 404)],
    ["one that failed half way", html("<html><p>and")],
    ["one that sets a cookie", html("<html></html>", 200, { "set-cookie": "a=1" })],
    ["one that says something for now only", html('<html><p data-once="">not in time</p></html>')],
    ["a feed", html("<rss></rss>", 200, { "content-type": "application/rss+xml" })],
  ])("%s", async (_, make) => {
    const { state, get } = await handler(make);
    await get("/models");
    await get("/models");
    expect(state.made).toBe(2);
  });

  it("a page requested with another method", async () => {
    const { state, get } = await handler();
    await get("/models", {}, "POST");
    await get("/models", {}, "POST");
    expect(state.made).toBe(2);
  });
});

describe("expensive pages", () => {
  it("share one entry when they ignore the query", async () => {
    const { state, get } = await handler();
    for (let i = 0; i < 5; i++) expect((await get(`/docs?i=${i}`)).text).toContain("of /docs,");
    for (let i = 0; i < 5; i++) await get(`/gateways?offset=${i}`);
    expect(state.made).toBe(2);
  });

  it("are rendered only so often per minute and address; cached ones are always served", async () => {
    const { state, get } = await handler(undefined, 3);
    for (let i = 0; i < 3; i++) expect((await get(`/models?page=${i}`)).response.status).toBe(200);
    const { response } = await get("/models?page=9");
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await get("/models?page=1")).response.status).toBe(200);
    expect((await get("/models?page=8", { rsc: "1" })).response.status).toBe(429);
    expect(state.made).toBe(3);
  });

  it("do not include images that nothing here requests", async () => {
    const { state, get } = await handler();
    expect((await get("/_next/image?url=%2Ficon.svg&w=3840&q=100")).response.status).toBe(404);
    expect(state.made).toBe(0);
  });
});
