import { describe, expect, it } from "vitest";
import { NetError } from "@/lib/net/errors";
import { huggingface } from "@/lib/server/providers/huggingface";
import { linkNext, resolveNextLink } from "@/lib/server/providers/paging";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { rowsIn } from "@/lib/server/providers/rows";
import { rowsOf, written } from "./context";

const link = (value: string) => linkNext({ body: null, status: 200, headers: new Headers({ link: value }) });

describe("a next link", () => {
  const base = "http://127.0.0.1:9000/huggingface";
  const asked = `${base}/api/models?limit=1`;

  it("is followed only within the same origin", () => {
    expect(resolveNextLink(`${base}/api/models?cursor=a`, asked, base)).toBe(`${base}/api/models?cursor=a`);
    for (const remoteAnswers of [
      "https://evil.example/api/models",
      "//evil.example/api/models",
      "http://127.0.0.1:9001/huggingface/api/models",
      "https://127.0.0.1:9000/huggingface/api/models",
      "http://127.0.0.1:9000.evil.example/",
      "http://127.0.0.1:9000@evil.example/",
      "file:///etc/passwd",
      "javascript:0",
      "http://[",
    ]) {
      expect(() => resolveNextLink(remoteAnswers, asked, base), remoteAnswers).toThrow(NetError);
    }
    expect(() => resolveNextLink("/\\evil.example/x", "https://h.example/a", "https://h.example")).toThrow(NetError);
    expect(new URL(resolveNextLink("/\\evil.example/x", asked, base)).origin).toBe("http://127.0.0.1:9000");
  });

  it("that is a path at the default URL is appended to the base URL with its prefix", () => {
    expect(resolveNextLink("/api/models?cursor=a", asked, base)).toBe(`${base}/api/models?cursor=a`);
    expect(resolveNextLink("/huggingface/api/models?cursor=a", asked, base)).toBe(`${base}/api/models?cursor=a`);
    expect(resolveNextLink("?cursor=a", asked, base)).toBe(`${base}/api/models?cursor=a`);
    expect(resolveNextLink("/api/models?cursor=a", "https://h.example/api/models", "https://h.example")).toBe(
      "https://h.example/api/models?cursor=a",
    );
  });

  it("is found in a Link header among others", () => {
    expect(link('<https://h/a?x=1,2>; rel="prev", <https://h/b>; title="t"; rel="next"')).toBe("https://h/b");
    expect(link("<https://h/b>;rel=next")).toBe("https://h/b");
    expect(link('<https://h/b>; rel="nextish"')).toBeNull();
    expect(link('<https://h/b>; rel="prev"')).toBeNull();
  });

  it("that repeats or leads elsewhere ends the list with an error; previous rows are kept", async () => {
    const { hosts } = huggingface;
    const seen: string[] = [];
    for (const next of ["SELF", "https://evil.example/x"]) {
      const { context } = written({});
      const rows: unknown[] = [];
      const list = huggingface.list({
        ...context(huggingface),
        get: async (url) => {
          seen.push(url);
          const headers = new Headers({ link: `<${next === "SELF" ? url : next}>; rel="next"` });
          return { body: [{ id: "a" }], headers, status: 200 };
        },
      });
      const reading = (async () => {
        for await (const page of list) rows.push(...page.rows);
      })();
      await expect(reading).rejects.toMatchObject({ code: "bad_shape" });
      expect(rows.length).toBeLessThanOrEqual(2);
    }
    expect(seen.every((url) => url.startsWith(hosts.list?.url ?? "-"))).toBe(true);
  });
});

describe("an envelope", () => {
  it("is a list or has one under its key", () => {
    expect(rowsIn([1], "data")).toEqual([1]);
    expect(rowsIn({ data: [2] }, "data")).toEqual([2]);
    expect(rowsIn({ models: [3], error: null }, "models")).toEqual([3]);
  });

  it("without a list is rejected with a message that says what was received", () => {
    const said = (body: unknown) => {
      try {
        return rowsIn(body, "data").length;
      } catch (thrown) {
        return (thrown as NetError).code === "bad_shape" ? (thrown as NetError).message : thrown;
      }
    };
    const start = "the answer was expected to be a list or {data: [...]}, but is ";
    expect(said(null)).toBe(`${start}null`);
    expect(said("text")).toBe(`${start}a string`);
    expect(said({ data: null })).toBe(`${start}{data: null}`);
    expect(said({ data: { a: 1 } })).toBe(`${start}{data: object}`);
    expect(said({ error: { message: "over capacity", code: 503 } })).toBe(`${start}an error: over capacity`);
    expect(said({ error: "no" })).toBe(`${start}an error: no`);
    expect(said({ models: [], object: "list" })).toBe(`${start}an object with models, object`);
    expect(said({})).toBe(`${start}an object with no fields`);
  });
});

describe("the registry", () => {
  it("has all twelve gateways with their customary variables", () => {
    const table = PROVIDERS.map((p) => [
      p.slug,
      p.name,
      p.hue,
      p.key.env,
      Object.values(p.hosts)
        .map(({ env }) => env)
        .join(),
    ]);
    expect(table).toEqual([
      ["openrouter", "OpenRouter", 265, "OPENROUTER_API_KEY", "OPENROUTER_BASE_URL"],
      ["deepinfra", "DeepInfra", 215, "DEEPINFRA_API_KEY", "DEEPINFRA_BASE_URL"],
      ["chutes", "Chutes", 150, "CHUTES_API_KEY", "CHUTES_BASE_URL"],
      ["huggingface", "Hugging Face", 85, "HF_TOKEN", "HUGGINGFACE_HUB_URL,HUGGINGFACE_BASE_URL"],
      ["together", "Together", 245, "TOGETHER_API_KEY", "TOGETHER_BASE_URL"],
      ["google", "Google", 25, "GEMINI_API_KEY", "GOOGLE_BASE_URL"],
      ["fireworks", "Fireworks", 305, "FIREWORKS_API_KEY", "FIREWORKS_BASE_URL"],
      ["xai", "xAI", 0, "XAI_API_KEY", "XAI_BASE_URL"],
      ["nebius", "Nebius", 115, "NEBIUS_API_KEY", "NEBIUS_BASE_URL"],
      ["groq", "Groq", 45, "GROQ_API_KEY", "GROQ_BASE_URL"],
      ["cerebras", "Cerebras", 65, "CEREBRAS_API_KEY", "CEREBRAS_BASE_URL"],
      ["novita", "Novita", 170, "NOVITA_API_KEY", "NOVITA_BASE_URL"],
    ]);
    expect(PROVIDERS.filter((p) => p.aliases.length > 0).map((p) => [p.slug, p.aliases])).toEqual([
      ["huggingface", ["hug"]],
    ]);
  });

  it("requests each gateway at its default URL, and below a prefix with the same path", async () => {
    for (const provider of PROVIDERS) {
      const first = async (env: Record<string, string>) => {
        const { context } = written({});
        let url = "";
        const get = async (asked: string) => {
          url = asked;
          throw new NetError("network", "stop");
        };
        await rowsOf(provider, { ...context(provider, env), get }).catch(() => undefined);
        return url;
      };
      const { env, url } = provider.hosts.list ?? { env: "", url: "" };
      const real = await first({});
      expect(real.startsWith(url)).toBe(true);
      expect(await first({ [env]: "http://127.0.0.1:1/p" })).toBe(real.replace(url, "http://127.0.0.1:1/p"));
    }
  });
});
