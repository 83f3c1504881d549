/** The inputs of a setup: this server, a model, and the variable of the API key. */
export interface SetupValues {
  /** Address of this server, without a slash at its end. */
  origin: string;
  /** The variable in which the key is expected. */
  keyName: string;
  model: string;
  modelName: string;
  /** Tokens; null when unknown. */
  context: number | null;
}

/** One step: a sentence, and optionally text to paste. */
interface SetupStep {
  text: string;
  /** The file, or where else the text goes. */
  place?: string;
  language?: "bash" | "json" | "toml" | "yaml" | "python" | "typescript";
  code?: string;
}

/** How one tool is set up to use this server. */
export interface Setup {
  slug: string;
  name: string;
  kind: "Coding tool" | "Editor" | "Chat app" | "Library";
  /** The protocol that the tool speaks. */
  protocol: "Chat Completions" | "Responses" | "Messages";
  /** The tool's own documentation of these settings. */
  documentation: string;
  steps(values: SetupValues): SetupStep[];
}

/** A string as a literal of JSON, TOML, YAML, JavaScript, and Python, which agree on it; objects as JSON. */
export const literal = (value: unknown) => JSON.stringify(value, null, 2);

/** A string as one word of a shell. */
export const shellWord = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The step that puts the key where the others expect it. */
export const exportKey = ({ keyName }: SetupValues): SetupStep => ({
  text: "Put your API key into the environment.",
  language: "bash",
  code: `export ${keyName}="YOUR_KEY"`,
});
