import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isApiPath } from "@/lib/net/api-paths";
import { parseEnv } from "@/lib/server/env";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { ADMIN_TOKEN } from "./harness";

const ROOT = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  environment?: Record<string, string>;
  stop_grace_period?: string;
  read_only?: boolean;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: object;
}
const compose = parse(read("deploy/compose.yaml"), { merge: true }) as { services: Record<string, Service> };
const dockerfile = read("deploy/Dockerfile");
const unit = read("deploy/gatewayz.service");
const SECRETS: Record<string, string> = {
  POSTGRES_PASSWORD: "secret",
  KEY_PEPPER: "p".repeat(32),
  ENCRYPTION_KEY: "ab".repeat(32),
  ADMIN_TOKEN: "t".repeat(16),
};
const filled = (text: string) =>
  text.replace(/\$\{(\w+):(?:\?[^}]*|-([^}]*))\}/g, (_, name: string, given = "") => SECRETS[name] ?? given);
const ours = Object.entries(compose.services).filter(([, { image }]) => image === "gatewayz");
/** What the operator may set, and what Node and the C library read. */
const settable = new Set([
  ...[...read(".env.example").matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name),
  ...["NODE_ENV", "MALLOC_ARENA_MAX", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "NEXT_TELEMETRY_DISABLED"],
]);

describe("the image", () => {
  it("copies existing files, runs as an unprivileged user, and has a working health check", () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, line = ""]) =>
      line.split(" ").slice(0, -1),
    );
    expect(copied.length).toBeGreaterThan(0);
    expect(copied.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    expect(dockerfile.match(/^USER (.+)$/m)?.[1]).toBe("node");
    const asked = /\}(\/\w+)`\)\.then/.exec(dockerfile)?.[1];
    expect(asked).toBe("/healthz");
    const [, line = ""] = /^ENV (.+)$/m.exec(dockerfile) ?? [];
    const variables = Object.fromEntries(line.split(" ").map((pair) => pair.split("=")));
    expect(Object.keys(variables).filter((name) => !settable.has(name))).toEqual([]);
    expect(parseEnv(variables)).toMatchObject({ HOST: "0.0.0.0", PORT: 3000, DATA_DIR: "/data" });
  });

  it("starts what the systemd unit starts, with known settings", () => {
    const command = (JSON.parse(/^CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? "[]") as string[]).join(" ");
    expect(unit).toContain(`ExecStart=/usr/bin/env ${command}\n`);
    const variables = Object.fromEntries(
      (/^Environment=(.+)$/m.exec(unit)?.[1] ?? "").split(" ").map((pair) => pair.split("=")),
    );
    expect(Object.keys(variables).filter((name) => !settable.has(name))).toEqual([]);
    expect(parseEnv(variables).DATA_DIR).toBe("/var/lib/gatewayz");
  });
});

describe("the compose file", () => {
  it("has three gateways, the web app, a balancer, PostgreSQL, and Redis", () => {
    expect(Object.keys(compose.services).sort()).toEqual(
      ["balancer", "gateway-1", "gateway-2", "gateway-3", "postgres", "redis", "web"].sort(),
    );
    const { build } = compose.services["gateway-1"] ?? {};
    expect(existsSync(join(ROOT, "deploy", build?.context ?? "-", build?.dockerfile ?? "-"))).toBe(true);
    for (const { depends_on = {} } of Object.values(compose.services))
      for (const [name, { condition }] of Object.entries(depends_on)) {
        const { healthcheck, image } = compose.services[name] ?? {};
        if (condition === "service_healthy") expect(healthcheck ?? image === "gatewayz").toBeTruthy();
      }
  });

  it("sets known variables, and gives every process time to stop and a read-only file system", () => {
    expect(ours.map(([name]) => name)).toEqual(["gateway-1", "gateway-2", "gateway-3", "web"]);
    for (const [, { environment = {}, stop_grace_period, read_only }] of ours) {
      expect(Object.keys(environment).filter((name) => !settable.has(name))).toEqual([]);
      const given = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)]));
      const { DRAIN_GRACE_SECONDS = 5, DRAIN_SECONDS } = parseEnv(given);
      expect(Number.parseInt(stop_grace_period ?? "0", 10)).toBeGreaterThan((DRAIN_GRACE_SECONDS ?? 0) + DRAIN_SECONDS);
      expect(read_only).toBe(true);
    }
    expect(Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1])).toBeGreaterThan(30);
  });

  it("lets the balancer route exactly the API's paths to the gateways", () => {
    const caddy = read("deploy/Caddyfile");
    const patterns = (/@api path (.+)/.exec(caddy)?.[1] ?? "").split(" ");
    const toGateways = (path: string) =>
      patterns.some((p) => (p.endsWith("*") ? path.startsWith(p.slice(0, -1)) : path === p));
    for (const path of ["/v1", "/v1/models", "/v1/chat/completions", "/auth", "/auth/local", "/openapi.json"])
      expect([path, toGateways(path), isApiPath(path)]).toEqual([path, true, true]);
    for (const path of ["/", "/models", "/v1x", "/authors", "/admin", "/catalog/x", "/_next/x.js"])
      expect([path, toGateways(path), isApiPath(path)]).toEqual([path, false, false]);
    expect(/@inside path (.+)/.exec(caddy)?.[1]?.split(" ").every(isApiPath)).toBe(true);
    const named = [...caddy.matchAll(/([\w-]+):3000/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !compose.services[name])).toEqual([]);
    expect(caddy).toContain("health_uri /readyz");
    expect(compose.services.web?.environment?.GATEWAYZ_API_URL).toBe(
      `http://balancer${/^(:\d+) \{/m.exec(caddy)?.[1]}`,
    );
  });
});

describe("the alerts", () => {
  interface Rule {
    alert: string;
    expr: string;
    annotations: { summary: string };
  }
  const rules = (parse(read("deploy/alerts.yaml")) as { groups: { rules: Rule[] }[] }).groups.flatMap((g) => g.rules);
  let server: ChatServer;
  beforeAll(async () => {
    server = await startChatServer([chatOffer("groq", "acme/bunny")]);
    await (
      await server.post({ model: "acme/bunny", stream: true, messages: [{ role: "user", content: "hi" }] })
    ).text();
    server.upstream.script("groq", "500");
    await (await server.post({ model: "acme/bunny", messages: [{ role: "user", content: "hi" }] })).text();
  });
  afterAll(() => server.stop());

  it("use metrics and labels that /metrics has", async () => {
    const text = await (
      await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })
    ).text();
    const shown = new Map<string, Set<string>>([["up", new Set(["job"])]]);
    for (const [, name = "", labels = ""] of text.matchAll(/^([a-z]\w+)(?:\{(.*)\})? \S+$/gm)) {
      const known = shown.get(name) ?? new Set(["job"]);
      for (const [, label = ""] of labels.matchAll(/(\w+)="/g)) known.add(label);
      shown.set(name, known);
    }
    expect(rules.length).toBeGreaterThan(10);
    for (const { alert, expr, annotations } of rules) {
      const selectors = [...expr.matchAll(/\b((?:gatewayz|nodejs|process|up)\w*)(?:\{([^}]*)\})?/g)];
      expect(selectors.length, alert).toBeGreaterThan(0);
      for (const [, name = "", labels = ""] of selectors) {
        expect(shown.has(name), `${alert}: ${name}`).toBe(true);
        for (const [, label = ""] of labels.matchAll(/(\w+)=/g))
          expect([...(shown.get(name) ?? [])], `${alert}: ${name}`).toContain(label);
      }
      const grouped = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(/,\s*/));
      const [, first = ""] = selectors[0] ?? [];
      for (const label of grouped) expect([...(shown.get(first) ?? [])], alert).toContain(label);
      expect(annotations.summary).toMatch(/\w/);
    }
  });
});
