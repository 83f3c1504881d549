import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

describe("the setup of a checkout", () => {
  let checkout: string;
  const write = (file: string, content: string | object) =>
    writeFileSync(join(checkout, file), typeof content === "string" ? content : JSON.stringify(content));
  /** Runs a program through setup.mjs, with a fake npm that only records its call. */
  const run = () =>
    promisify(execFile)(process.execPath, ["scripts/setup.mjs", "run", "program.ts"], {
      cwd: checkout,
      env: { ...process.env, PATH: join(checkout, "bin") + delimiter + process.env.PATH },
    });
  const hasInstalled = () => existsSync(join(checkout, "npm-was-called"));
  const HERE = { "node_modules/here": { version: "1.0.0", integrity: "sha512-x" } };
  const ELSEWHERE = { "node_modules/elsewhere": { version: "1.0.0", optional: true, os: ["another"] } };

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), "gatewayz-setup-"));
    for (const folder of ["node_modules", "bin", "lib/server/catalog", "lib/server/usage"])
      mkdirSync(join(checkout, folder), { recursive: true });
    cpSync(join(ROOT, "scripts/setup.mjs"), join(checkout, "scripts/setup.mjs"));
    cpSync(join(ROOT, "scripts/setup"), join(checkout, "scripts/setup"), { recursive: true });
    for (const name of ["esbuild", "@esbuild"])
      symlinkSync(join(ROOT, "node_modules", name), join(checkout, "node_modules", name));
    writeFileSync(join(checkout, "bin/npm"), "#!/bin/sh\ntouch npm-was-called\n", { mode: 0o755 });
    write("package-lock.json", { packages: { "": { name: "it" }, ...HERE, ...ELSEWHERE } });
    write("node_modules/.package-lock.json", { packages: HERE });
    for (const file of ["lib/server/catalog/worker.ts", "lib/server/usage/usage-worker.ts", "program.ts"])
      write(file, "export {};");
  });
  afterEach(() => rmSync(checkout, { recursive: true, force: true }));

  it("installs nothing when everything for this platform is in place", async () => {
    await run();
    expect(hasInstalled()).toBe(false);
  });

  it.each([
    ["nothing is there", null],
    ["a package is missing", {}],
    ["a package is another version", { "node_modules/here": { version: "0.9.0", integrity: "sha512-y" } }],
  ])("installs when %s", async (_, packages) => {
    rmSync(join(checkout, "node_modules/.package-lock.json"));
    if (packages) write("node_modules/.package-lock.json", { packages });
    await run();
    expect(hasInstalled()).toBe(true);
  });

  it("installs when the lockfile has changed", async () => {
    await run();
    write("package-lock.json", { packages: { "": { name: "it" }, ...HERE, "node_modules/new": { version: "1.0.0" } } });
    await run();
    expect(hasInstalled()).toBe(true);
  });

  it("keeps the chunks of a bundle in use, and the previous ones for a running server", async () => {
    const parts = () => readdirSync(join(checkout, ".build")).filter((name) => /^chunk-.*\.mjs$/.test(name));
    const bundled = async (text: string) => {
      write("part.ts", `export const text = "${text}";`);
      write("program.ts", 'console.log((await import("./part")).text);');
      const before = parts();
      expect((await run()).stdout).toBe(`${text}\n`);
      return parts().filter((name) => !before.includes(name));
    };
    mkdirSync(join(checkout, ".build"));
    const [first, second] = [await bundled("first"), await bundled("second")];
    expect([first.length, second.length]).toEqual([1, 1]);
    expect(parts().sort()).toEqual([...first, ...second].sort());
    const third = await bundled("third");
    expect(parts().sort()).toEqual([...second, ...third].sort());
    expect(readdirSync(join(checkout, ".build")).filter((name) => name.startsWith("chunk-"))).toHaveLength(4);
  });
});
