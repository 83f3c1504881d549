import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, fetch } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendProcessing } from "@/lib/server/routes/processing";

describe("an answer that takes longer than a client waits for headers", () => {
  let url: string;
  const server = createServer((request, response) => {
    const stop = request.url === "/told" ? sendProcessing(request, response, 200) : () => {};
    setTimeout(() => {
      stop();
      response.end("whole");
    }, 3_500);
  });
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.closeAllConnections());

  it("arrives thanks to interim responses", async () => {
    const dispatcher = new Agent({ headersTimeout: 1_500, bodyTimeout: 1_500 });
    const ask = (path: string) => fetch(url + path, { dispatcher });
    const [told, silent] = await Promise.allSettled([ask("/told"), ask("/silent")]);
    expect([told.status, silent.status]).toEqual(["fulfilled", "rejected"]);
    expect(told.status === "fulfilled" && (await told.value.text())).toBe("whole");
  });
});
