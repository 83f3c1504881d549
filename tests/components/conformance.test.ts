import { describe, expect, it } from "vitest";
import published from "@/components/docs/conformance.json";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { BEHAVIORS } from "../conformance/behaviors";
import { FORMS } from "../conformance/gateways";
import { PROTOCOLS } from "../conformance/protocols";

describe("the published conformance table", () => {
  it("has every gateway, with every behavior in every protocol, and none that fails", () => {
    const remote = PROVIDERS.filter(({ slug }) => !["demo", "ollama"].includes(slug)).map(({ slug }) => slug);
    expect(published.rows.map(({ gateway }) => gateway).sort()).toEqual([...remote].sort());
    expect(published.rows.map(({ evidence, assumed }) => [evidence, assumed])).toEqual(
      FORMS.map(({ evidence, assumed = null }) => [evidence, assumed]),
    );
    expect(published.behaviors).toEqual(Object.keys(BEHAVIORS));
    for (const { gateway, results, passedThrough } of published.rows) {
      const provider = PROVIDERS.find(({ slug }) => slug === gateway);
      expect(Object.keys(passedThrough).map((name) => name.toLowerCase())).toEqual(
        Object.keys(provider?.chat.native ?? {}),
      );
      expect(Object.keys(results)).toEqual(PROTOCOLS.map(({ name }) => name));
      for (const outcomes of [...Object.values(results), ...Object.values(passedThrough)]) {
        expect(Object.keys(outcomes)).toEqual(published.behaviors);
        expect(Object.values(outcomes)).not.toContain("fail");
      }
    }
  });
});
