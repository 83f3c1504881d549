import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forward } from "@/lib/client/forward";
import {
  findInvalidPageRequest,
  normalizeTarget,
  rejectInvalidRequest,
} from "@/lib/server/middleware/invalid-requests";
import { type Harness, startHarness } from "./harness";

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    const odd = normalizeTarget(request) ?? findInvalidPageRequest(request);
    if (odd) rejectInvalidRequest(response, odd);
    else response.end(`page ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

/** What is answered to bytes as they stand. */
function raw(text: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    let answer = "";
    socket.setEncoding("utf8").on("data", (piece) => {
      answer += piece;
    });
    socket.on("error", reject);
    socket.on("end", () => {
      const [head = "", body = ""] = answer.split("\r\n\r\n");
      resolve({ status: Number(head.split(" ")[1]), body });
    });
    socket.write(text);
  });
}
const ask = (line: string, ...headers: string[]) =>
  raw([`${line} HTTP/1.1`, "Connection: close", ...headers, "", ""].join("\r\n"));
const HOST = "Host: localhost";
const tree = (value: unknown) => `Next-Router-State-Tree: ${encodeURIComponent(JSON.stringify(value))}`;

describe("odd requests", () => {
  it.each<[number, string, ...string[]]>([
    [400, "OPTIONS *", HOST],
    [400, "GET *", HOST],
    [400, "GET /", "Host: a b"],
    [400, "GET /", "Host: evil.test:99999"],
    [400, "GET /", "Host: user@evil.test"],
    [400, "GET /", "Host: evil.test/path"],
    [405, "POST /_next/static/a.js", HOST],
    [405, "DELETE /models", HOST],
    [405, "OPTIONS /", HOST],
    [400, "GET /models", HOST, "RSC: 1", "Next-Router-State-Tree: %"],
    [400, "GET /models", HOST, "RSC: 1", "Next-Router-State-Tree: {}"],
    [400, "GET /models", HOST, "RSC: 1", tree(["", 1])],
    [400, "GET /models", HOST, "RSC: 1", tree([{}, {}])],
    [400, "GET /models", HOST, "RSC: 1", "Next-Url: models"],
    [200, "GET /models", HOST, "RSC: 1", tree(["", { children: ["models", { children: ["__PAGE__", {}, null] }] }])],
    [200, "GET /models", HOST, "RSC: 1", tree(["", { children: [["id", "a/b", "c", null], {}] }, null, null, 16])],
    [200, "GET /models", "Host: [::1]:3000"],
  ])("are answered %i: %s %s %s %s", async (status, line, ...headers) => {
    expect((await ask(line, ...headers)).status).toBe(status);
  });

  it.each([
    ["/v1/../docs", "/docs"],
    ["/v1/%2e%2e/docs?a=/../b", "/docs?a=/../b"],
    ["/a/..//evil.test", "/evil.test"],
    ["http://elsewhere.test/models?q=1", "/models?q=1"],
    ["/models/a//b", "/models/a//b"],
    ["/models/..a/.b", "/models/..a/.b"],
  ])("are normalized: %s is %s", async (target, path) => {
    expect((await ask(`GET ${target}`, HOST)).body).toContain(`page ${path}`);
  });
});

describe("the proxy to a backend", () => {
  const seen: string[] = [];
  let backend: Server;
  beforeAll(async () => {
    backend = createServer(async (request, response) => {
      let length = 0;
      for await (const piece of request) length += (piece as Buffer).length;
      seen.push(request.url ?? "");
      response.end(String(length));
    });
    await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => backend.close());
  const pass = (path: string, init?: RequestInit) =>
    forward(
      new Request(`http://localhost${path}`, init),
      `http://127.0.0.1:${(backend.address() as AddressInfo).port}`,
    );

  it.each(["/v1/../docs", "/v1/%2e%2e/admin", "/v1/.././.././x"])("only accepts API paths: not %s", async (path) => {
    const before = seen.length;
    expect((await pass(path)).status).toBe(404);
    expect(seen.length).toBe(before);
  });

  it("accepts large bodies and preflights", async () => {
    const headers = { expect: "100-continue", "content-type": "application/json" };
    const answer = await pass("/v1/chat/completions", { method: "POST", headers, body: "x".repeat(2_000_000) });
    expect([answer.status, await answer.text()]).toEqual([200, "2000000"]);
  });
});

describe("API responses", () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it("cannot be sniffed as another type", async () => {
    const url = await harness.url();
    for (const path of ["/healthz", "/v1/models?limit=1", "/v1/nothing", "/openapi.json"])
      expect([path, (await fetch(url + path)).headers.get("x-content-type-options")]).toEqual([path, "nosniff"]);
    const chat = await fetch(`${url}/v1/chat/completions`, { method: "POST", body: "{}" });
    expect([chat.status, chat.headers.get("x-content-type-options")]).toEqual([401, "nosniff"]);
  });

  it("reject an export format that would break the response headers", async () => {
    const headers = { authorization: `Bearer ${await harness.key()}` };
    const made = await harness.get("/v1/chat/sessions", { method: "POST", headers, body: "{}" });
    const { id } = ((await made.json()) as { data: { id: number } }).data;
    for (const format of ["%0a", "%0d%0aset-cookie:a", "exe", "%22", "é"])
      expect((await harness.get(`/v1/chat/sessions/${id}/export?format=${format}`, { headers })).status).toBe(400);
  });
});
