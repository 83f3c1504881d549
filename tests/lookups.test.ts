import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lookup } from "@/lib/contract/lookup";

it("a table has its entries, and none for the names of built-in properties", () => {
  const table = lookup({ one: 1 });
  expect(table.one).toBe(1);
  for (const name of Object.getOwnPropertyNames(Object.prototype)) expect(table[name]).toBeUndefined();
});

it("tables by text are lookups: a plain object has an entry named `constructor`", () => {
  const table = /^(?:export )?const (\w+): (?:Readonly<)?Record<string,.*= \{/gm;
  const files = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(500);
  const plain = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(table)].map(([, name]) => `${file}: ${name}`),
  );
  expect(plain).toEqual([]);
});
