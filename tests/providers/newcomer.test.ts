import { describe, expect, it } from "vitest";
import { z } from "zod";
import { perMillion, priceOf, UNIT } from "@/lib/models/price";
import { parametersOf, taskArchitecture } from "@/lib/server/providers/capabilities";
import { bearer, openAiCompatible } from "@/lib/server/providers/openai-compatible";
import { count, raw, text, within, words } from "@/lib/server/providers/rows";
import { contextFor, read, rowsOf } from "./context";

const acme = openAiCompatible({
  slug: "acme",
  name: "Acme",
  hue: 330,
  key: bearer("ACME_API_KEY", "optional"),
  hosts: { list: { env: "ACME_BASE_URL", url: "https://api.acme.example" } },
  path: "/v1/models",
  row: z.object({ price: within({ in: raw, out: raw }), context: count, type: text, features: words }),
  facts: (row) => ({
    ...priceOf({ prompt: row.price?.in, completion: row.price?.out }, UNIT.usdPerMillion),
    context_length: row.context,
    architecture: taskArchitecture(row.type),
    supported_parameters: parametersOf(row.features),
  }),
});

describe("a thirteenth gateway, defined by a few facts", () => {
  const row = {
    id: "Acme/One",
    created: 1,
    price: { in: 0.5, out: 2 },
    context: 8192,
    type: "chat",
    features: ["tools"],
  };

  it("lists over the network, with its key, below a prefix", async () => {
    const seen: [string, Record<string, string>][] = [];
    const context = contextFor(
      acme,
      { ACME_BASE_URL: "http://127.0.0.1:9000/acme", ACME_API_KEY: "k" },
      {
        fetch: async (url, { headers }) => {
          seen.push([url, headers]);
          return Response.json({ data: [row] });
        },
      },
    );
    expect(await rowsOf(acme, context)).toEqual([row]);
    expect(seen).toEqual([
      ["http://127.0.0.1:9000/acme/v1/models", { accept: "application/json", authorization: "Bearer k" }],
    ]);
  });

  it("reads its rows", () => {
    const facts = read(acme, row);
    expect(facts).toMatchObject({ id: "Acme/One", name: "Acme/One", created: 1, context_length: 8192 });
    expect([perMillion(facts.pricing?.prompt), perMillion(facts.pricing?.completion)]).toEqual([0.5, 2]);
    expect(facts.supported_parameters).toEqual(["tools", "tool_choice"]);
    expect(read(acme, { id: "bare" })).toMatchObject({ price_state: "unknown", context_length: null });
  });
});
