import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SETTINGS } from "@/lib/server/env";
import { callableProviders } from "@/lib/server/providers/registry";

const ROOT = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

describe(".env.example", () => {
  it("has every setting and every variable of a gateway once, and no other", () => {
    const named = [...read(".env.example").matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
    const ofGateways = callableProviders({ DEMO_GATEWAY: false }).flatMap(({ key, hosts }) => [
      key.env,
      ...Object.values(hosts).map(({ env }) => env),
    ]);
    expect(named.sort()).toEqual([...new Set([...SETTINGS, ...ofGateways])].sort());
  });
});

describe("CONTRIBUTING.md", () => {
  it("shows a route as it is in the code", () => {
    const [, sample = ""] = /```ts\n(.+?)```/s.exec(read("CONTRIBUTING.md")) ?? [];
    const lines = (text: string) => text.split("\n").map((line) => line.trim());
    expect(sample).toContain("describeRoute(");
    const code = lines(read("lib/server/routes/admin.ts")).join("\n");
    for (const piece of sample.split("\n\n")) expect(code).toContain(lines(piece).join("\n").trim());
  });

  it("names every command that tests, and every folder of tests", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const commands = Object.keys(scripts).filter((name) => /^(?:test:|check$|conformance$)/.test(name));
    const text = read("CONTRIBUTING.md");
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((name) => !text.includes(`| \`npm run ${name}\` |`))).toEqual([]);
    const [, folders = ""] = /^\| `tests` \| (.+) \|$/m.exec(text) ?? [];
    const present = readdirSync(join(ROOT, "tests"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(present.map(({ name }) => `\`${name}\``).filter((name) => !folders.includes(name))).toEqual([]);
  });
});
