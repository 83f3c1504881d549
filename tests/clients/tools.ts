import { CODING_TOOLS } from "@/components/setup/coding-tools";

/** What a tool run has: this server, a model, a key, its own home, and a folder with `note.txt`. */
export interface ToolRun {
  origin: string;
  model: string;
  key: string;
  home: string;
  folder: string;
}

/** A coding tool that `npm run test:clients` installs and lets read a file with a tool call. */
export interface Tool {
  name: string;
  packages: Record<string, string>;
  /** Its program below `node_modules`. */
  program: string;
  /** Files to write before it starts, by path; those of the home begin with `~/`. */
  files?(run: ToolRun): Record<string, string>;
  args(run: ToolRun): string[];
  env(run: ToolRun): Record<string, string>;
  /** The tool that it offers the model for reading a file, and the arguments of a call. */
  reads: { tool: RegExp; call(file: string): object };
}

const TASK = "Read the file note.txt and say the word in it.";
const KEY = "GATEWAYZ_API_KEY";
/** How packages of programs are called. */
const PLATFORM = `${process.platform}-${process.arch}`;

/** The code of a setup page's last step, which is the text that people paste. */
function setupOf(slug: string, { origin, model }: ToolRun): string {
  const setup = CODING_TOOLS.find((tool) => tool.slug === slug);
  const steps = setup?.steps({ origin, keyName: KEY, model, modelName: "Lab", context: 8_192 });
  const code = steps?.at(-1)?.code;
  if (code === undefined) throw new Error(`there is no setup of ${slug} to paste`);
  return code;
}

export const TOOLS: readonly Tool[] = [
  {
    name: "codex",
    packages: { "@openai/codex": "0.171.0" },
    program: "@openai/codex/bin/codex.js",
    files: (run) => ({ "~/.codex/config.toml": `${setupOf("codex", run)}\n\n[analytics]\nenabled = false\n` }),
    args: () => ["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", TASK],
    env: ({ key }) => ({ [KEY]: key }),
    reads: {
      tool: /^(?:exec_command|shell_command|shell)$/,
      call: (file) => ({ cmd: `cat ${file}`, command: ["cat", file] }),
    },
  },
  {
    name: "claude-code",
    packages: { "@anthropic-ai/claude-code": "2.1.197" },
    program: `@anthropic-ai/claude-code-${PLATFORM}/claude`,
    args: () => ["--print", "--allowedTools", "Read", "--", TASK],
    env: ({ origin, key, model }) => ({
      ANTHROPIC_BASE_URL: origin,
      ANTHROPIC_AUTH_TOKEN: key,
      ANTHROPIC_MODEL: model,
      ANTHROPIC_DEFAULT_HAIKU_MODEL: model,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
      DISABLE_TELEMETRY: "1",
      DISABLE_AUTOUPDATER: "1",
    }),
    reads: { tool: /^Read$/, call: (file) => ({ file_path: file }) },
  },
  {
    name: "opencode",
    packages: { "opencode-ai": "1.18.33" },
    program: `opencode-${PLATFORM}/bin/opencode`,
    files: (run) => ({ "opencode.json": setupOf("opencode", run) }),
    args: () => ["run", TASK],
    env: ({ key }) => ({
      [KEY]: key,
      OPENCODE_DISABLE_AUTOUPDATE: "1",
      OPENCODE_DISABLE_MODELS_FETCH: "1",
      OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
    }),
    reads: { tool: /^read$/, call: (file) => ({ filePath: file }) },
  },
  {
    name: "qwen-code",
    packages: { "@qwen-code/qwen-code": "0.15.10" },
    program: "@qwen-code/qwen-code/cli.js",
    files: () => ({
      "~/.qwen/settings.json": JSON.stringify({
        security: { auth: { selectedType: "openai" } },
        telemetry: { enabled: false },
        privacy: { usageStatisticsEnabled: false },
        general: { disableAutoUpdate: true, enableAutoUpdate: false },
      }),
    }),
    args: () => ["--yolo", "--prompt", TASK],
    env: ({ origin, key, model }) => ({
      OPENAI_BASE_URL: `${origin}/v1`,
      OPENAI_API_KEY: key,
      OPENAI_MODEL: model,
    }),
    reads: { tool: /^read_file$/, call: (file) => ({ file_path: file, absolute_path: file }) },
  },
  {
    name: "continue",
    packages: { "@continuedev/cli": "1.5.47" },
    program: "@continuedev/cli/dist/cn.js",
    files: (run) => ({ "config.yaml": `${setupOf("continue", run)}\n`, "~/.continue/.env": `${KEY}=${run.key}\n` }),
    args: ({ folder }) => ["--print", "--config", `${folder}/config.yaml`, "--allow", "Read", TASK],
    env: ({ key }) => ({ [KEY]: key, CONTINUE_TELEMETRY_ENABLED: "0", CONTINUE_CLI_ENABLE_TELEMETRY: "0" }),
    reads: { tool: /^Read$/, call: (file) => ({ filepath: file }) },
  },
];
