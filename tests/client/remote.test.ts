import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { afterEach, describe, expect, it } from "vitest";
import type { Backend } from "@/lib/client/backend";
import { Refused } from "@/lib/client/backend";
import { remote } from "@/lib/client/remote";
import { listen as listenOn } from "../fakes/listen";
import { startUpstreams } from "../fakes/upstreams";
import { startHarness } from "../server/harness";

let open: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of open.reverse()) await close();
  open = [];
});

async function listen(handler: RequestListener): Promise<string> {
  const server = await listenOn(handler);
  open.push(server.close);
  return server.url;
}

/** Polls until no gateway of the backend is syncing. */
async function settled(backend: Backend): Promise<Awaited<ReturnType<Backend["gateways"]>>> {
  for (;;) {
    const gateways = await backend.gateways();
    if (gateways.every((g) => g.progress === null && g.last_attempt_at !== null)) return gateways;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("a remote backend", () => {
  it("of our own kind is shown completely: every offer of every gateway", async () => {
    const upstreams = await startUpstreams({ counts: { huggingface: 1_350 } });
    const harness = await startHarness({ variables: upstreams.env() });
    await harness.sync();
    const url = await listen(
      getRequestListener((request) => harness.get(request.url.replace(/^https?:\/\/[^/]+/, ""))),
    );
    open.push(
      () => harness.stop(),
      () => upstreams.close(),
    );
    const backend = remote(url);
    const gateways = await settled(backend);
    const here = harness.catalog.snapshot();
    const there = await backend.catalog();
    expect([there.offers, there.models]).toEqual([here.offers, here.models]);
    expect(gateways.map((g) => [g.slug, g.unique, g.state])).toEqual(
      harness.catalog.gateways().map((g) => [g.slug, g.unique, "live"]),
    );
    expect((await backend.model("katanemo/arch-router-1.5b"))?.id).toBe("katanemo/Arch-Router-1.5B");
    expect(await backend.model("nobody/nothing")).toBeNull();
  });

  it("of the old kind is shown too: capped pages, flat rows, one failing gateway", async () => {
    const rows = Array.from({ length: 250 }, (_, i) => ({
      id: `acme/m${i}`,
      name: `M ${i}`,
      pricing: { prompt: "0.000001", completion: "" },
    }));
    const url = await listen((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://host");
      const gateway = searchParams.get("gateway");
      response.statusCode = pathname !== "/v1/models" ? 404 : gateway === "groq" ? 500 : 200;
      const offset = Number(searchParams.get("offset"));
      const data = gateway === "together" ? rows.slice(offset, offset + 100) : [];
      response.end(JSON.stringify({ data, total: 100 }));
    });
    const backend = remote(url);
    const gateways = await settled(backend);
    const state = (slug: string) => gateways.find((g) => g.slug === slug);
    expect(state("together")).toMatchObject({ unique: 250, state: "live" });
    expect(state("groq")).toMatchObject({ unique: 0, state: "error" });
    expect(state("groq")?.error).toContain("500");
    expect((await backend.catalog()).offers).toBe(250);
  });
});

describe("the history of a remote backend", () => {
  const backend = async (status: number, body: unknown) =>
    remote(
      await listen((request, response) => {
        response.statusCode = request.url?.startsWith("/v1/changes") ? status : 404;
        response.end(JSON.stringify(body));
      }),
    );

  it("is null when the backend has none", async () => {
    expect(await (await backend(404, {})).changes(new URLSearchParams())).toBeNull();
    expect(await (await backend(200, { data: "what?" })).changes(new URLSearchParams())).toBeNull();
  });

  it("is an error when the backend fails", async () => {
    await expect((await backend(403, {})).changes(new URLSearchParams())).rejects.toThrow("403");
  });

  it("is refused when the backend does not accept the filters", async () => {
    await expect((await backend(400, {})).changes(new URLSearchParams())).rejects.toThrow(Refused);
  });
});

describe("a page of a slow backend", () => {
  it("says that every gateway is syncing, even before the backend has listed them", async () => {
    let answer = () => {};
    const url = await listen((_, response) => {
      answer = () => response.writeHead(404).end();
    });
    const backend = remote(url);
    const gateways = await backend.gateways();
    expect(gateways).toHaveLength(12);
    for (const { state, progress } of gateways) {
      expect(state).toBe("new");
      expect(progress).toMatchObject({ pages: 0, rows: 0 });
    }
    answer();
  });

  it("does not wait for its gateways: it shows what is known and the progress of each", async () => {
    const answers: (() => void)[] = [];
    const url = await listen((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://host");
      const [gateway, offset] = [searchParams.get("gateway"), Number(searchParams.get("offset"))];
      response.statusCode = pathname === "/v1/models" ? 200 : 404;
      const data = gateway === "together" && offset === 0 ? [{ id: "acme/quick" }] : [];
      const answer = () => response.end(JSON.stringify({ data }));
      if (gateway === "huggingface") answers.push(answer);
      else answer();
    });
    const backend = remote(url);
    await backend.catalog();
    for (;;) {
      const gateways = await backend.gateways();
      const together = gateways.find((g) => g.slug === "together");
      if (together?.state === "live" && (await backend.catalog()).offers === 1) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const slow = (await backend.gateways()).find((g) => g.slug === "huggingface");
    expect(slow?.progress).toMatchObject({ rows: 0 });
    expect((await backend.model("acme/quick"))?.id).toBe("acme/quick");
    const release = setInterval(() => {
      for (const answer of answers.splice(0)) answer();
    }, 5);
    expect((await settled(backend)).find((g) => g.slug === "huggingface")?.progress).toBeNull();
    clearInterval(release);
  });
});
