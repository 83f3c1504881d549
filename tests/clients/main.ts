import { execFile } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { chatOffer, startChatServer } from "../server/chat-server";
import { CASES, CLIENTS, type Client, type RecordedRequest } from "./clients";
import { installPackages } from "./install";
import { startRecorder } from "./recorder";

const RECORD = join("tests", "clients", "recorded.json");
const DEADLINE_MS = 60_000;
const run = promisify(execFile);

/** Installs a client and its program. Returns their folder. */
async function install({ name, packages, program }: Client): Promise<string> {
  const folder = await installPackages(name, packages);
  for (const source of ["ask.mjs", program]) cpSync(join("tests", "clients", "programs", source), join(folder, source));
  return folder;
}

/** Runs every client, or the named ones, through every case. --record writes their requests for `npm test`. */
async function main(args: string[]): Promise<number> {
  const named = args.filter((arg) => !arg.startsWith("--"));
  const clients = CLIENTS.filter(({ name }) => named.length === 0 || named.includes(name));
  const model = (i: number) => `lab/client-model-${i}x`;
  const offers = Array.from({ length: clients.length * CASES.length }, (_, i) => chatOffer("groq", model(i)));
  const server = await startChatServer(offers);
  const recorder = await startRecorder(server.url);
  const recorded: RecordedRequest[] = [];
  let wrong = 0;
  let serial = 0;
  for (const client of clients) {
    const folder = await install(client);
    for (const { name, stream, script, whole } of CASES) {
      server.upstream.script("groq", script);
      const MODEL = model(serial++);
      const env = {
        ...process.env,
        BASE_URL: `${recorder.url}/v1`,
        API_KEY: server.key,
        MODEL,
        STREAM: stream ? "1" : "0",
      };
      const { stdout } = await run(process.execPath, [client.program], { cwd: folder, env, timeout: DEADLINE_MS });
      const { text, error } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as {
        text: string;
        error: string | null;
      };
      const right = whole ? error === null && text === "Hello world" : error !== null;
      if (!right) wrong++;
      console.log(`${right ? "right" : "WRONG"}  ${client.name}: ${name}: ${error ?? JSON.stringify(text)}`);
      const [request] = recorder.take();
      if (request)
        recorded.push({ client: client.name, case: name, ...request, body: request.body.replace(MODEL, "MODEL") });
    }
  }
  if (args.includes("--record")) writeFileSync(RECORD, `${JSON.stringify(recorded, null, 2)}\n`);
  recorder.close();
  await server.stop();
  return wrong === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
