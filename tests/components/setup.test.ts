import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { SetupValues } from "@/components/setup/setup";
import { SETUPS, setupOf } from "@/components/setup/setups";

const values: SetupValues = {
  origin: "https://gatewayz.example",
  keyName: "GATEWAYZ_API_KEY",
  model: `lab/odd "model" $HOME's`,
  modelName: "Odd Model",
  context: 32_768,
};
const steps = SETUPS.flatMap(({ slug, steps }) => steps(values).map((step) => ({ slug, ...step })));

describe("a tool's setup", () => {
  it("is found by its unique slug", () => {
    expect(new Set(SETUPS.map(({ slug }) => slug)).size).toBe(SETUPS.length);
    for (const setup of SETUPS) expect(setupOf(setup.slug)).toBe(setup);
    expect(setupOf("nothing")).toBeUndefined();
  });

  it.each(SETUPS.map((setup) => [setup.name, setup] as const))(
    "includes this server's URL and the model: %s",
    (_, setup) => {
      const text = setup
        .steps({ ...values, model: "lab/plain" })
        .map(({ code }) => code ?? "")
        .join("\n");
      expect(text).toContain("https://gatewayz.example");
      if (setup.slug !== "open-webui") expect(text).toContain("lab/plain");
    },
  );

  it("writes JSON and YAML with the model's ID unchanged", () => {
    const files = steps.filter(({ language }) => language === "json" || language === "yaml");
    expect(files.map(({ slug }) => slug)).toEqual(["opencode", "continue", "zed", "librechat"]);
    for (const { language, code = "" } of files) {
      const parsed: unknown = language === "json" ? JSON.parse(code) : parse(code);
      expect(JSON.stringify(parsed)).toContain(JSON.stringify(values.model).slice(1, -1));
    }
  });

  it("quotes the model's ID for shells and TOML", () => {
    const code = (slug: string) =>
      steps.flatMap((step) => (step.slug === slug && step.code ? [step.code] : [])).join("\n");
    expect(code("claude-code")).toContain(`ANTHROPIC_MODEL='lab/odd "model" $HOME'\\''s'`);
    expect(code("codex")).toContain(`model = "lab/odd \\"model\\" $HOME's"`);
  });
});
