import { readFileSync } from "node:fs";
import { z } from "zod";
import { identify, RULE_VERSION } from "@/lib/models/identity/identify";
import { loadEmbedded } from "@/lib/server/catalog/embedded";

const List = z.array(z.looseObject({ gateway: z.string(), id: z.string(), name: z.string().nullish() }));

/**
 * Prints a list of `{ gateway, id, name? }` with the model, method, and tags of each, matched against the built-in
 * catalog.
 */
function main(file: string | undefined): number {
  if (!file) {
    process.stderr.write("expected a file: npm run identity -- FILE.json\n");
    return 2;
  }
  const read = List.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!read.success) {
    process.stderr.write(`expected a list of { gateway, id, name? }, got: ${z.prettifyError(read.error)}\n`);
    return 2;
  }
  const found = identify(read.data, loadEmbedded().offers);
  const rows = read.data.map(({ gateway, id, name }, i) => ({
    gateway,
    id,
    name: name ?? null,
    model: found[i]?.key,
    method: found[i]?.method,
    evidence: found[i]?.evidence,
    tags: found[i]?.read.tags ?? [],
    rules: RULE_VERSION,
  }));
  process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
  return 0;
}

process.exitCode = main(process.argv[2]);
