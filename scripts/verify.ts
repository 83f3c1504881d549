import { parseArgs } from "node:util";
import { Api } from "./verify/api";
import { CHECKS } from "./verify/checks";

/** `npm run verify -- [NAME ...] [--url http://…]`: runs the named checks (all without a name); exit code 1 when one fails. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { url: { type: "string" } } });
  const url = (values.url ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`).replace(/\/+$/, "");
  const unknown = positionals.filter((name) => !Object.hasOwn(CHECKS, name));
  if (unknown.length > 0 || !URL.canParse(url)) {
    console.error(
      `expected any of ${Object.keys(CHECKS).join(", ")} and --url with a URL, got "${[...unknown, values.url].join(" ")}"`,
    );
    return 2;
  }
  const names = positionals.length > 0 ? positionals : Object.keys(CHECKS);
  const api = new Api(url);
  let failed = 0;
  for (const name of names) {
    console.log(`\n${name} (${url})`);
    try {
      for (const { ok, text } of (await CHECKS[name]?.(api, console.log)) ?? []) {
        if (!ok) failed++;
        console.log(`  ${ok ? "ok    " : "FAILED"} ${text}`);
      }
    } catch (error) {
      failed++;
      const cause = (error as { cause?: Error }).cause?.message;
      console.log(`  FAILED ${(error as Error).message}${cause ? `: ${cause}` : ""}`);
    }
  }
  console.log(failed === 0 ? "\nall checks hold" : `\n${failed} ${failed === 1 ? "check fails" : "checks fail"}`);
  return failed === 0 ? 0 : 1;
}

main().then((code) => process.exit(code));
