import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { snippets } from "@/components/model/snippets";
import { HOSTILE_IDS } from "../fakes/hostile-ids";

const IDS = [...HOSTILE_IDS, 'it\'s "quoted"', "$(touch hacked) `id` \\ end", "a'b"];
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gatewayz-snippets-"));
  writeFileSync(join(folder, "curl"), '#!/bin/sh\nfor a; do printf "%s\\0" "$a"; done\n', { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the shell hands to curl. */
function argumentsOf(code: string): string[] {
  const env = { NODE_ENV: "test" as const, PATH: `${folder}:${process.env.PATH}`, GATEWAYZ_API_KEY: "k", RAW_KEY: "r" };
  return execFileSync("sh", ["-c", code], { env, cwd: folder, encoding: "utf8" }).split("\0");
}

function codeFor(id: string, only: string | null) {
  const raw = { base: "https://raw.example/v1", id: `native ${id}`, keyEnv: "RAW_KEY" };
  const list = snippets({ base: "http://h/v1", id, only, raw });
  return new Map(list.map(({ tool, code }) => [tool, code]));
}

describe.each(IDS)("the code for %s", (id) => {
  it("reaches curl unchanged, through this server and directly", () => {
    for (const [tool, url, model, key] of [
      ["curl", "http://h/v1/chat/completions", id, "k"],
      ["raw", "https://raw.example/v1/chat/completions", `native ${id}`, "r"],
    ] as const) {
      const given = argumentsOf(codeFor(id, null).get(tool) ?? "");
      expect(given[0]).toBe(url);
      expect(given).toContain(`Authorization: Bearer ${key}`);
      expect(JSON.parse(given[given.indexOf("-d") + 1] ?? "").model).toBe(model);
    }
  });

  it("is valid TypeScript, with the ID as a literal", () => {
    for (const gateway of [null, "groq"]) {
      for (const tool of ["typescript", "ai-sdk"]) {
        const code = codeFor(id, gateway).get(tool) ?? "";
        expect(() => transformSync(code, { loader: "ts", format: "esm" })).not.toThrow();
        expect(code).toContain(JSON.stringify(id));
      }
    }
  });

  it("names a gateway only if one was chosen", () => {
    for (const tool of ["curl", "python", "typescript", "ai-sdk", "litellm"]) {
      expect(codeFor(id, "groq").get(tool)?.replaceAll(/\s/g, "")).toContain('{"only":["groq"]}');
      expect(codeFor(id, null).get(tool)).not.toContain('"only"');
    }
  });
});
