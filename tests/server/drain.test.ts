import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { drain } from "@/lib/server/drain";

const NEVER = new AbortController().signal;

/** A server whose answers end when the test says so. */
async function start() {
  const open: ServerResponse[] = [];
  const server = createServer((_, response) => {
    open.push(response);
    response.write("begun");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, open, url };
}
const quiet = { idle: async () => {}, interrupt: async () => {}, hurry: NEVER };

describe("draining a server", () => {
  it("takes no request any more and waits for those under way", async () => {
    const { server, open, url } = await start();
    const early = await fetch(url);
    let closed = () => {};
    const shut = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const drained = drain({ ...quiet, server, graceMs: 0, limitMs: 60_000, onClosed: closed });
    await shut;
    await expect(fetch(url)).rejects.toThrow();
    for (const response of open) response.end(" and ended");
    expect(await early.text()).toBe("begun and ended");
    await drained;
  });

  it("waits for nothing when it is told to hurry", async () => {
    const { server, url } = await start();
    const hurry = new AbortController();
    const endless = await fetch(url);
    const drained = drain({ ...quiet, server, graceMs: 600_000, limitMs: 600_000, hurry: hurry.signal });
    expect((await fetch(url)).status).toBe(200);
    hurry.abort();
    await drained;
    await expect(endless.text()).rejects.toThrow();
  });

  it("interrupts at the limit what has no end, and then leaves no connection open", async () => {
    const { server, open, url } = await start();
    const endless = await fetch(url);
    let interrupted = 0;
    const interrupt = async () => {
      interrupted++;
      for (const response of open) response.write(" and cut");
    };
    await drain({ ...quiet, server, graceMs: 0, limitMs: 1, idle: () => new Promise(() => {}), interrupt });
    expect(interrupted).toBe(1);
    await expect(endless.text()).rejects.toThrow();
    expect(server.listening).toBe(false);
  });
});
