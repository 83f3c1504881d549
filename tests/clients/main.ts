import { execFile } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChatServer } from "../server/chat-server";
import { type Client, type RecordedRequest, RUNS, TEXT, TOOL_CASE } from "./clients";
import { installPackages } from "./install";
import { startRecorder } from "./recorder";
import { runTool, WORD } from "./run-tool";
import { offerOf, scriptOf, toolScript } from "./scripts";
import { slimBody } from "./slim";
import { TOOLS } from "./tools";

const RECORD = join("tests", "clients", "recorded.json");
const DEADLINE_MS = 60_000;
const TOOL_MODEL = "lab/tool-model";
const run = promisify(execFile);

/** Installs a client and its program. Returns their folder. */
async function install({ name, packages, program }: Client): Promise<string> {
  const folder = await installPackages(name, packages);
  for (const source of ["ask.mjs", program]) cpSync(join("tests", "clients", "programs", source), join(folder, source));
  return folder;
}

/** Runs every client and coding tool, or the named ones. --record writes their requests for `npm test`. */
async function main(args: string[]): Promise<number> {
  const named = args.filter((arg) => !arg.startsWith("--"));
  const wanted = ({ name }: { name: string }) => named.length === 0 || named.includes(name);
  const runs = RUNS.filter(({ client }) => wanted(client)).map((one, i) => ({
    ...one,
    model: `lab/client-model-${i}x`,
  }));
  const offers = [...runs.map(({ how, model }) => offerOf(how, model)), offerOf(TOOL_CASE, TOOL_MODEL)];
  const server = await startChatServer(offers, { times: { silenceMs: DEADLINE_MS, wholeMs: DEADLINE_MS } });
  const recorder = await startRecorder(server.url);
  const recorded: RecordedRequest[] = [];
  let wrong = 0;
  const tell = (right: boolean, what: string) => {
    if (!right) wrong++;
    console.log(`${right ? "right" : "WRONG"}  ${what}`);
  };
  for (const { client, how, model } of runs) {
    const folder = await install(client);
    server.upstream.script("groq", scriptOf(how));
    const env = {
      ...process.env,
      BASE_URL: `${recorder.url}/v1`,
      API_KEY: server.key,
      MODEL: model,
      STREAM: how.stream ? "1" : "0",
      ENCODING: how.encoding ?? "",
    };
    const { stdout } = await run(process.execPath, [client.program], { cwd: folder, env, timeout: DEADLINE_MS });
    const { text, error } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as {
      text: string;
      error: string | null;
    };
    const right = how.whole ? error === null && text === TEXT[how.script] : error !== null;
    tell(right, `${client.name}: ${how.name}: ${error ?? JSON.stringify(text)}`);
    const [request] = recorder.take();
    if (request)
      recorded.push({ client: client.name, case: how.name, ...request, body: request.body.replace(model, "MODEL") });
  }
  for (const tool of TOOLS.filter(wanted)) {
    let file = "";
    server.upstream.script(
      "groq",
      toolScript(tool, () => file),
    );
    const at = { origin: recorder.url, model: TOOL_MODEL, key: server.key };
    const { output, home } = await runTool(tool, at, (note) => {
      file = note;
    });
    const told = output.trim().split("\n").at(-1) ?? "";
    tell(output.includes(`The word is ${WORD}.`), `${tool.name}: ${TOOL_CASE.name}: ${JSON.stringify(told)}`);
    // The one after its tool call holds all that the tool sends.
    const request = recorder.take().findLast(({ body }) => body.includes(WORD));
    if (!request) continue;
    const body = slimBody(request.body, tool.reads.tool).replaceAll(home, "/home").replaceAll(TOOL_MODEL, "MODEL");
    recorded.push({ client: tool.name, case: TOOL_CASE.name, ...request, body });
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
