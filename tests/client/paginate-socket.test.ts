import { once } from "node:events";
import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { paginate } from "@/lib/client/paginate";
import { type Fault, startBackend } from "../fakes/backend";
import { hangAt, list } from "./drive";

describe("paginate over a socket", () => {
  it("reads a backend that caps and sometimes fails, with the global fetch", async () => {
    const fault = ({ tries }: { tries: number }): Fault | undefined =>
      tries === 0 ? { kind: "status", status: 503 } : undefined;
    const { url, stop } = await startBackend({ rows: list(250), cap: 100, total: "true", fault });
    try {
      const hasty = {
        now: () => 0,
        sleep: (ms: number) => (ms < 60_000 ? Promise.resolve() : new Promise<void>(() => {})),
      };
      const result = await paginate({ transport: fetch, baseUrl: url, gateway: "groq", clock: hasty });
      expect(result).toMatchObject({ complete: true, reason: "end" });
      expect(result.models).toHaveLength(250);
    } finally {
      await stop();
    }
  });

  it("cancels a hanging request at the deadline and closes the connection", async () => {
    const { url, stop, server } = await startBackend({
      rows: list(250),
      cap: 100,
      fault: ({ offset }) => hangAt(offset, 100),
    });
    try {
      const hanging = new Promise<Socket>((found) => {
        server.on("request", ({ url: target, socket }) => target?.includes("offset=100") && found(socket));
      });
      const closed = hanging.then((socket) => once(socket, "close"));
      const result = await paginate({ transport: fetch, baseUrl: url, gateway: "groq", deadlineMs: 200 });
      expect(result).toMatchObject({ complete: false, reason: "deadline" });
      expect(result.models).toHaveLength(100);
      await closed;
    } finally {
      await stop();
    }
  });
});
