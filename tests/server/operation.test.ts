import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { lastRun } from "@/lib/server/catalog/status";
import { isUnreachable } from "@/lib/server/db/availability";
import { hasFullDisk, noteFullDisk } from "@/lib/server/disk";
import { answerConnect, nameHost } from "@/lib/server/http-server";
import { createLog } from "@/lib/server/log";
import { addressOf } from "@/lib/server/middleware/address";
import { errorAnswer } from "@/lib/server/middleware/errors";
import { startHarness } from "./harness";

describe("an old or unusual HTTP client", () => {
  const server = createServer((request, response) => {
    nameHost(request);
    response.end(String(request.headers.host));
  });
  answerConnect(server);
  beforeAll(async () => void (await once(server.listen(0, "127.0.0.1"), "listening")));
  afterAll(() => void server.close());
  const say = async (head: string) => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1").setEncoding("utf8");
    let text = "";
    socket.on("data", (piece) => {
      text += piece;
    });
    socket.write(head);
    await once(socket, "close");
    return { text, port };
  };

  it("gets a response over HTTP/1.0 without a Host, using the address that it connected to", async () => {
    const { text, port } = await say("GET /healthz HTTP/1.0\r\n\r\n");
    expect(text).toMatch(/^HTTP\/1\.1 200/);
    expect(text.endsWith(`127.0.0.1:${port}`)).toBe(true);
  });

  it("is rejected over HTTP/1.1 without a Host", async () => {
    expect((await say("GET / HTTP/1.1\r\nconnection: close\r\n\r\n")).text).toMatch(/^HTTP\/1\.1 400/);
  });

  it("gets a response when it requests an unsupported upgrade", async () => {
    const head = "GET / HTTP/1.1\r\nhost: h\r\nconnection: upgrade, close\r\nupgrade: h2c\r\n\r\n";
    expect((await say(head)).text).toMatch(/^HTTP\/1\.1 200/);
  });

  it("gets an error for CONNECT", async () => {
    expect((await say("CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n")).text).toMatch(/^HTTP\/1\.1 405/);
  });
});

describe("a client address behind proxies", () => {
  it.each([
    ["none is trusted", "203.0.113.9", 0, "10.0.0.1"],
    ["one is in front", "198.51.100.1, 203.0.113.9", 1, "203.0.113.9"],
    ["two are in front", "198.51.100.1, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"],
    ["a way has fewer than are set", "203.0.113.9", 3, "203.0.113.9"],
  ])("is that of the outermost trusted one when %s", (_, forwarded, proxies, address) => {
    expect(addressOf("10.0.0.1", forwarded, proxies)).toBe(address);
  });
});

describe("a run stored with a fast clock", () => {
  const at = "2026-01-03T00:00:00.000Z";
  const row = {
    slug: "groq",
    replaced_embedded: 1,
    duplicates: 0,
    skipped: 0,
    synced_at: at,
    last_attempt_at: at,
    error: null,
    held: null,
  };
  it("does not make a gateway look live", () => {
    const now = Date.parse("2026-01-01T00:00:00.000Z");
    expect(lastRun(row, now - 3_600_000, now)).toBe(null);
    expect(lastRun(row, Date.parse(at) - 3_600_000, Date.parse(at) + 1)).toBe("complete");
  });
});

describe("a PostgreSQL without free connections", () => {
  it.each(["53300", "53400"])("counts as unavailable: %s", (code) => {
    expect(isUnreachable(Object.assign(new Error("sorry, too many clients already"), { code }))).toBe(true);
    expect(isUnreachable(new Error("sorry, too many clients already"))).toBe(true);
  });
});

describe("a full disk", () => {
  it("is logged once, reported in each response, and by /readyz", async () => {
    // Whether a disk is full is of the process, and other tests may have filled one: this is long after them.
    const now = performance.now.bind(performance);
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now() + 10_000_000);
    const lines: string[] = [];
    const log = createLog("info", { write: (line) => void lines.push(line) });
    const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    for (let i = 0; i < 20; i++) expect(errorAnswer(log, full, "id").error.status).toBe(503);
    expect(lines).toHaveLength(1);
    const harness = await startHarness();
    expect(await harness.json("/readyz")).toMatchObject({ disk: "full" });
    await harness.stop();
    clock.mockRestore();
  });

  it("counts as recovered, and is logged again, once no write has failed for half a minute", () => {
    const at = performance.now() + 1_000_000;
    expect([noteFullDisk(at), noteFullDisk(at + 20_000), hasFullDisk(at + 45_000)]).toEqual([true, false, true]);
    expect([hasFullDisk(at + 60_000), noteFullDisk(at + 60_000)]).toEqual([false, true]);
  });
});
