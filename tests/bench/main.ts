import { benchCatalog } from "./catalog";
import { benchChat } from "./chat";
import { benchIdentity } from "./identity";
import { upstreamsOf } from "./kit";
import { benchSearch } from "./search";
import { serve } from "./serve";
import { benchSync } from "./sync";
import { benchThroughput } from "./throughput";
import { benchWeb } from "./web";

const SECTIONS = {
  catalog: benchCatalog,
  chat: benchChat,
  identity: benchIdentity,
  search: benchSearch,
  sync: benchSync,
  throughput: benchThroughput,
  web: benchWeb,
};

/** `npm run bench -- [SECTION ...] [LABELS.json]`: prints a table a section. Nothing here passes or fails. */
async function main([first, ...rest]: string[]): Promise<void> {
  if (first === "--serve") return serve(Number(rest[0]));
  if (first === "--upstreams") {
    const upstreams = await upstreamsOf(Number(rest[0]), Number(rest[1]));
    return console.log(JSON.stringify(upstreams.env()));
  }
  const given = first ? [first, ...rest] : [];
  const file = given.find((argument) => argument.endsWith(".json"));
  const named = given.filter((argument) => argument !== file);
  const names = named.length > 0 ? named : Object.keys(SECTIONS);
  for (const name of names) {
    const section = SECTIONS[name as keyof typeof SECTIONS];
    if (!section) throw new Error(`expected any of ${Object.keys(SECTIONS).join(", ")}, got "${name}"`);
    console.log(`\n${name}`);
    await section(file);
  }
  process.exit(0);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
