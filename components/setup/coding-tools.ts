import { exportKey, literal, type Setup, shellWord } from "./setup";

export const CODING_TOOLS: readonly Setup[] = [
  {
    slug: "claude-code",
    name: "Claude Code",
    kind: "Coding tool",
    protocol: "Messages",
    documentation: "https://docs.anthropic.com/en/docs/claude-code/llm-gateway",
    steps: (values) => [
      exportKey(values),
      {
        text: "Point Claude Code at this server and start it.",
        language: "bash",
        code: [
          `export ANTHROPIC_BASE_URL="${values.origin}"`,
          `export ANTHROPIC_AUTH_TOKEN="$${values.keyName}"`,
          `export ANTHROPIC_MODEL=${shellWord(values.model)}`,
          `export ANTHROPIC_DEFAULT_HAIKU_MODEL=${shellWord(values.model)}`,
          "claude",
        ].join("\n"),
      },
    ],
  },
  {
    slug: "codex",
    name: "Codex",
    kind: "Coding tool",
    protocol: "Responses",
    documentation: "https://developers.openai.com/codex/config-advanced",
    steps: (values) => [
      exportKey(values),
      {
        text: "Add this server as a model provider, then run codex.",
        location: "~/.codex/config.toml",
        language: "toml",
        code: [
          `model = ${literal(values.model)}`,
          'model_provider = "gatewayz"',
          "",
          "[model_providers.gatewayz]",
          'name = "Gatewayz"',
          `base_url = "${values.origin}/v1"`,
          `env_key = "${values.keyName}"`,
          'wire_api = "responses"',
        ].join("\n"),
      },
    ],
  },
  {
    slug: "opencode",
    name: "opencode",
    kind: "Coding tool",
    protocol: "Chat Completions",
    documentation: "https://opencode.ai/docs/providers/#custom-provider",
    steps: (values) => [
      exportKey(values),
      {
        text: "Add this server as a provider, then run opencode.",
        location: "opencode.json",
        language: "json",
        code: literal({
          $schema: "https://opencode.ai/config.json",
          model: `gatewayz/${values.model}`,
          provider: {
            gatewayz: {
              npm: "@ai-sdk/openai-compatible",
              name: "Gatewayz",
              options: { baseURL: `${values.origin}/v1`, apiKey: `{env:${values.keyName}}` },
              models: { [values.model]: { name: values.modelName } },
            },
          },
        }),
      },
    ],
  },
  {
    slug: "cline",
    name: "Cline",
    kind: "Coding tool",
    protocol: "Chat Completions",
    documentation: "https://docs.cline.bot/provider-config/openai-compatible",
    steps: ({ origin, model }) => [
      { text: "Open the settings of Cline and choose the API provider “OpenAI Compatible”." },
      { text: "Enter the base URL.", code: `${origin}/v1` },
      { text: "Enter your API key, and this model ID.", code: model },
    ],
  },
  {
    slug: "continue",
    name: "Continue",
    kind: "Editor",
    protocol: "Chat Completions",
    documentation: "https://docs.continue.dev/reference",
    steps: ({ origin, keyName, model, modelName }) => [
      {
        text: "Add the model. The key comes from Continue’s secrets, or from a .env file beside this one.",
        location: "~/.continue/config.yaml",
        language: "yaml",
        code: [
          "name: Gatewayz",
          "version: 1.0.0",
          "schema: v1",
          "models:",
          `  - name: ${literal(modelName)}`,
          "    provider: openai",
          `    model: ${literal(model)}`,
          `    apiBase: ${origin}/v1`,
          `    apiKey: \${{ secrets.${keyName} }}`,
          "    roles: [chat, edit, apply]",
        ].join("\n"),
      },
    ],
  },
  {
    slug: "cursor",
    name: "Cursor",
    kind: "Editor",
    protocol: "Chat Completions",
    documentation: "https://docs.cursor.com/settings/api-keys",
    steps: ({ origin, model }) => [
      { text: "Cursor calls this address from its own servers, so it must be reachable from the internet." },
      { text: "In Settings → Models, add a custom model with this ID.", code: model },
      { text: "Under API Keys, turn on “Override OpenAI Base URL” and enter this address.", code: `${origin}/v1` },
      { text: "Enter your API key as the OpenAI API key and verify it." },
      { text: "Choose the model in Agent, Ask, or Plan. Tab completion stays with Cursor's own model." },
    ],
  },
  {
    slug: "zed",
    name: "Zed",
    kind: "Editor",
    protocol: "Chat Completions",
    documentation: "https://zed.dev/docs/ai/llm-providers#openai-api-compatible",
    steps: ({ origin, model, modelName, context }) => [
      { text: "Start Zed with your API key.", language: "bash", code: 'export GATEWAYZ_API_KEY="YOUR_KEY"' },
      {
        text: "Add this server as a provider.",
        location: "settings.json",
        language: "json",
        code: literal({
          language_models: {
            openai_compatible: {
              Gatewayz: {
                api_url: `${origin}/v1`,
                available_models: [{ name: model, display_name: modelName, max_tokens: context ?? 128_000 }],
              },
            },
          },
        }),
      },
    ],
  },
];
