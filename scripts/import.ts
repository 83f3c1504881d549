/** Imports a file of `npm run export` into an empty database: `npm run import FILE [--replace] [--other-secrets]`. */
import { MoveError } from "@/lib/server/move/format";
import { importFrom } from "@/lib/server/move/import";
import { countsOf, runMove } from "./move/run";

const FLAGS = ["--replace", "--other-secrets"];
const args = process.argv.slice(2);

await runMove(async ({ place, secrets, onProgress: showProgress }) => {
  const files = args.filter((arg) => !arg.startsWith("--"));
  const unknown = args.find((arg) => arg.startsWith("--") && !FLAGS.includes(arg));
  const [file] = files;
  if (unknown || !file || files.length > 1)
    throw new MoveError(`expected one file and perhaps ${FLAGS.join(" or ")}, got ${args.join(" ") || "nothing"}`);
  const [replace, otherSecrets] = FLAGS.map((flag) => args.includes(flag)) as [boolean, boolean];
  const end = await importFrom(file, place, secrets, { replace, otherSecrets, onProgress: showProgress });
  return `Imported and compared: ${countsOf(end) || "nothing"}.`;
});
