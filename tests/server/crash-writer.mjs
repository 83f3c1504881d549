import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "libsql";

/** Takes the data directory as a Gatewayz process does and writes runs of ten offers until it is killed. */
const [dataDir = ""] = process.argv.slice(2);
const lock = new Sqlite(join(dataDir, "lock.db"));
lock.exec("BEGIN EXCLUSIVE");
writeFileSync(join(dataDir, "owner"), String(process.pid));
const db = new Sqlite(join(dataDir, "gatewayz.db"));
db.exec("PRAGMA journal_mode = WAL");
db.exec("PRAGMA synchronous = FULL");
const insert = db.prepare("INSERT INTO offers VALUES ('chutes', ?, '{}', 'test', '2026', '2026', 0, NULL)");
let run = 0;
const write = db.transaction(() => {
  for (let i = 0; i < 10; i++) insert.run(`killed/${run}-${i}`);
});
setInterval(() => {
  write();
  process.send(++run);
}, 0);
