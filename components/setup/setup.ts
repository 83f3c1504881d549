/** The inputs of a setup: this server, a model, and the variable of the API key. */
export interface SetupValues {
  /** URL of this server, without a slash at its end. */
  origin: string;
  keyName: string;
  model: string;
  modelName: string;
  context: number | null;
}

/** One step: a sentence, and optionally text to paste. */
interface SetupStep {
  text: string;
  /** The file or other location of the text. */
  location?: string;
  language?: "bash" | "json" | "toml" | "yaml" | "python" | "typescript";
  code?: string;
}

/** How to set up a tool to use this server. */
export interface Setup {
  slug: string;
  name: string;
  kind: "Coding tool" | "Editor" | "Chat app" | "Library";
  /** The protocol that the tool uses. */
  protocol: "Chat Completions" | "Responses" | "Messages";
  /** The tool's own documentation of these settings. */
  documentation: string;
  steps(values: SetupValues): SetupStep[];
}

/** A string literal that is valid in JSON, TOML, YAML, JavaScript, and Python; objects as JSON. */
export const literal = (value: unknown) => JSON.stringify(value, null, 2);

export const shellWord = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The step that sets the environment variable of the key. */
export const exportKey = ({ keyName }: SetupValues): SetupStep => ({
  text: "Set your API key as an environment variable.",
  language: "bash",
  code: `export ${keyName}="YOUR_KEY"`,
});
