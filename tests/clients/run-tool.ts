import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { UpstreamRequest } from "../fakes/scripted-upstream";
import { installPackages } from "./install";
import type { Tool, ToolRun } from "./tools";

const DEADLINE_MS = 120_000;
/** What the file says, so that only a tool that read it can tell. */
export const WORD = "marmalade";

interface CalledTool {
  type?: string;
  function?: { name?: string };
}

/** The answer to a request of a tool: to read the file first, then what it says. Null for requests that offer no tools. */
export function answerTo({ body, text }: Pick<UpstreamRequest, "body" | "text">, { reads }: Tool, file: string) {
  const offered = (Array.isArray(body.tools) ? (body.tools as CalledTool[]) : []).map(
    (one) => one.function?.name ?? "",
  );
  const name = offered.find((one) => reads.tool.test(one));
  if (name === undefined) return { content: "A note" };
  if (text.includes(WORD)) return { content: `The word is ${WORD}.` };
  const call = { name, arguments: JSON.stringify(reads.call(file)) };
  return { content: null, tool_calls: [{ index: 0, id: "call_1", type: "function", function: call }] };
}

/** Runs a tool once in a home and a folder of its own. Resolves with all that it printed, and its home. */
export async function runTool(
  tool: Tool,
  at: Pick<ToolRun, "origin" | "model" | "key">,
  began: (file: string) => void,
) {
  const packages = resolve(await installPackages(tool.name, tool.packages));
  const home = mkdtempSync(join(tmpdir(), "tool-"));
  const folder = join(home, "work");
  const run: ToolRun = { ...at, home, folder };
  const files = { "note.txt": `${WORD}\n`, ...tool.files?.(run) };
  for (const [path, content] of Object.entries(files)) {
    const file = path.startsWith("~/") ? join(home, path.slice(2)) : join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  began(join(folder, "note.txt"));
  const program = join(packages, "node_modules", tool.program);
  const [command, first] = program.endsWith(".js") ? [process.execPath, [program]] : [program, []];
  const { PATH = "" } = process.env;
  const env = {
    NODE_ENV: "production" as const,
    PATH,
    HOME: home,
    TERM: "dumb",
    CI: "1",
    NO_COLOR: "1",
    DO_NOT_TRACK: "1",
    ...tool.env(run),
  };
  try {
    const output = await new Promise<string>((done, failed) => {
      const child = spawn(command, [...first, ...tool.args(run)], {
        cwd: folder,
        env,
        stdio: ["ignore", "pipe", "pipe"],
        timeout: DEADLINE_MS,
      });
      let printed = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (printed += piece));
      child.on("error", failed);
      child.on("close", () => done(printed));
    });
    return { output, home };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
