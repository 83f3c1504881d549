import type { RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import { handler } from "./page-server";

describe("page data that is the same for everyone", () => {
  const part: RequestListener = (request, response) => {
    const nonce = /'nonce-([^']+)'/.exec(String(request.headers["content-security-policy"]))?.[1];
    response.setHeader("content-type", "text/x-component");
    response.setHeader("vary", "rsc, next-router-state-tree");
    response.end(`0:{"nonce":"${nonce}","of":"${request.url}"}\n`);
  };
  const ask = { rsc: "1", "next-router-state-tree": "here" };

  it("is rendered once for every page that it is asked from, and gets the nonce of each request", async () => {
    const { state, get } = await handler(part);
    const first = await get("/models/acme/m?_rsc=one", { ...ask, "next-url": "/" });
    const second = await get("/models/acme/m?_rsc=two", { ...ask, "next-url": "/models" });
    expect(state.made).toBe(1);
    for (const { response, text } of [first, second]) {
      const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1] ?? "none";
      expect(text).toContain(`"nonce":"${nonce}"`);
      expect(response.headers.get("content-type")).toBe("text/x-component");
      expect(response.headers.get("vary")).toContain("next-router-state-tree");
    }
  });

  it("is cached by what it is part of, by cookies, and by the query, and apart from the page", async () => {
    const { state, get } = await handler(part);
    const asks: [string, Record<string, string>][] = [
      ["/models?_rsc=a", ask],
      ["/models?_rsc=a", { ...ask, "next-router-state-tree": "there" }],
      ["/models?_rsc=a", { ...ask, "next-router-prefetch": "1" }],
      ["/models?_rsc=a", { ...ask, "next-router-segment-prefetch": "/_tree" }],
      ["/models?_rsc=a", { ...ask, cookie: "view=cards" }],
      ["/models?q=b&_rsc=a", ask],
      ["/docs?q=b&_rsc=a", ask],
      ["/docs?_rsc=a", ask],
    ];
    for (const [path, headers] of asks) await get(path, headers);
    expect(state.made).toBe(asks.length);
    for (const [path, headers] of asks) await get(path, headers);
    expect(state.made).toBe(asks.length);
    await get("/docs");
    expect(state.made).toBe(asks.length + 1);
  });

  it.each([
    ["a redirect or a 404", '0:{"a":1}\n1a:E{"digest":"NEXT_HTTP_ERROR_FALLBACK;404"}\n'],
    ["something for now only", '0:["$","p",null,{"data-once":""}]\n'],
  ])("is not cached with %s", async (_, text) => {
    const { state, get } = await handler((__, response) => {
      response.setHeader("content-type", "text/x-component");
      response.end(text);
    });
    await get("/models?_rsc=a", ask);
    await get("/models?_rsc=a", ask);
    expect(state.made).toBe(2);
  });
});
