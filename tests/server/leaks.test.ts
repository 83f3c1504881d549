import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createLog } from "@/lib/server/log";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { type Listening, listen } from "../fakes/listen";
import { offer } from "../fakes/offers";
import { chatOffer } from "./chat-server";
import { ADMIN_TOKEN, type Harness, startHarness } from "./harness";

const PASSWORD = "hunter2";
const PATH = "private-path";
let harness: Harness | undefined;
let upstream: Listening | undefined;
afterEach(async () => {
  await harness?.stop();
  upstream?.close();
  [harness, upstream] = [undefined, undefined];
});

describe("base URLs with credentials, an internal host, and a path", () => {
  const authorizations: (string | undefined)[] = [];
  const lines: string[] = [];
  const faults: Record<string, (answer: Parameters<Parameters<typeof listen>[0]>[1]) => void> = {
    status: (answer) => void answer.writeHead(503, { "retry-after": "60" }).end(),
    html: (answer) => void answer.writeHead(200, { "content-type": "text/html" }).end("<html>"),
    drop: (answer) => void answer.destroy(),
    redirect: (answer) => void answer.writeHead(302, { location: "http://127.0.0.1:1/elsewhere" }).end(),
    list: (answer) =>
      void answer.writeHead(200, { "content-type": "application/json" }).end('{"data":[{"id":"acme/x"}]}'),
  };

  async function startOver(fault: string): Promise<string> {
    upstream = await listen((request, answer) => {
      authorizations.push(request.headers.authorization);
      faults[fault]?.(answer);
    });
    const { port } = new URL(upstream.url);
    const base = `http://operator:${PASSWORD}@127.0.0.1:${fault === "refused" ? 1 : port}/${PATH}`;
    const variables: Record<string, string> = {};
    for (const { slug, hosts, key } of PROVIDERS) {
      for (const { env } of Object.values(hosts)) variables[env] = `${base}/${slug}`;
      if (key.required) variables[key.env] = "key";
    }
    const log = createLog("debug", { write: (line) => void lines.push(line) });
    const embedded = {
      asOf: "2026-01-01T00:00:00.000Z",
      offers: [chatOffer("openrouter", "acme/y"), offer("groq", "acme/z")],
    };
    const times = { wholeMs: 500, overallMs: 1_000, silenceMs: 500, streamMs: 1_000 };
    const rest = { keepAliveMs: 500, pauseMs: 5, usageWaitMs: 250, longestPauseMs: 5 };
    harness = await startHarness({ variables, log, embedded, deadlineMs: 3_000, times: { ...times, ...rest } });
    return port;
  }

  it.each(["status", "html", "drop", "redirect", "refused", "list"])(
    "appear in no response and no log line when the gateways respond with: %s",
    async (fault) => {
      lines.length = 0;
      const port = await startOver(fault);
      const { get, sync, key } = harness as Harness;
      await sync();
      const chat = await fetch(`${await (harness as Harness).url()}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${await key()}`, "content-type": "application/json" },
        body: JSON.stringify({ model: "acme/y", messages: [{ role: "user", content: "hi" }] }),
      });
      const admin = { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } };
      const paths = ["/v1/gateways", "/v1/models", "/v1/export?format=json", "/v1/changes", "/readyz", "/openapi.json"];
      const answers = await Promise.all([
        ...paths.map(async (path) => (await get(path)).text()),
        ...["/metrics", "/v1/admin/overview", "/v1/admin/syncs"].map(async (path) => (await get(path, admin)).text()),
        chat.text(),
      ]);
      const shown = [...answers, ...lines].join("\n");
      expect(shown.length).toBeGreaterThan(1_000);
      for (const secret of [PASSWORD, PATH, "operator:", `127.0.0.1:${port}`, "127.0.0.1:1/"])
        expect(shown).not.toContain(secret);
      const failed = (await (harness as Harness).gateway("openrouter")).error;
      if (fault !== "list") expect(failed).toMatch(/^OpenRouter /);
    },
    30_000,
  );

  it("are sent as a header, unless the gateway has a key", async () => {
    authorizations.length = 0;
    await startOver("list");
    await (harness as Harness).sync("openrouter");
    await (harness as Harness).sync("groq");
    expect(authorizations).toEqual([`Basic ${Buffer.from(`operator:${PASSWORD}`).toString("base64")}`, "Bearer key"]);
  });
});

describe("figures for Prometheus", () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  it("require a token, wherever the request comes from", async () => {
    harness = await startHarness({ variables: { METRICS_TOKEN: "a-token-for-prometheus" } });
    const { get } = harness;
    expect((await get("/metrics")).status).toBe(401);
    expect((await get("/metrics", bearer("another-token-of-16"))).status).toBe(401);
    for (const token of ["a-token-for-prometheus", ADMIN_TOKEN])
      expect((await get("/metrics", bearer(token))).status).toBe(200);
  });

  it("are disabled without a token, and public if a setting says so", async () => {
    harness = await startHarness({ variables: { ADMIN_TOKEN: "" } });
    expect((await harness.get("/metrics")).status).toBe(401);
    expect((await harness.get("/metrics", bearer("undefined"))).status).toBe(401);
    await harness.stop();
    harness = await startHarness({ variables: { METRICS_PUBLIC: "1" } });
    expect((await harness.get("/metrics")).status).toBe(200);
  });
});

describe("files that hold secrets", () => {
  it.each([".env", "deploy/gateways.env"])("%s is neither committed nor copied into the image", (file) => {
    for (const list of [".gitignore", "deploy/Dockerfile.dockerignore"])
      expect(readFileSync(join(import.meta.dirname, "../..", list), "utf8").split("\n")).toContain(file);
  });
});
