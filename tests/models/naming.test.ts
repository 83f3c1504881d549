import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findModel } from "@/lib/models/find-model";
import { groupByModel, groupOffers } from "@/lib/models/group";
import type { GivenId } from "@/lib/models/identity/name-models";
import { nearMisses } from "@/lib/models/identity/near";
import { loadEmbedded } from "@/lib/server/catalog/embedded";
import { indexOf, offer } from "../fakes/offers";

const name = (gateway: string, id: string, hugging_face_id?: string) => ({ gateway, id, hugging_face_id });
const anyName = fc.record({
  gateway: fc.constantFrom("novita", "groq", "huggingface", "google", "openrouter"),
  id: fc.constantFrom(
    "meta-llama/Llama-3.3-70B-Instruct",
    "meta-llama/llama-3.3-70b-instruct:free",
    "llama-3.3-70b-versatile",
    "bunny",
    "Bunny",
    "acme/bunny",
    "gemini-2.5-pro",
    "google/gemini-2.5-pro",
    "x/bunny@groq",
    "__proto__",
    "/",
  ),
});
const names = fc.uniqueArray(anyName, { selector: (n) => `${n.gateway} ${n.id}`, maxLength: 25 });
const given = (items: ReturnType<typeof name>[] | { gateway: string; id: string }[]): GivenId[] =>
  groupByModel(items).map(({ id, key, members }) => ({
    id,
    model_key: key,
    gateway: members[0]?.item.gateway ?? "",
    native_id: members[0]?.item.id ?? "",
  }));

describe("naming", () => {
  it("gives no two models the same ID in any case, and resolves every native ID", () => {
    fc.assert(
      fc.property(names, (items) => {
        const groups = groupByModel(items);
        const ids = groups.map((g) => g.id.toLowerCase());
        expect(new Set(ids).size).toBe(ids.length);
        const isLeader = new Set([...ids, ...groups.flatMap((g) => g.aliases)]);
        for (const { id } of items) expect(isLeader.has(id.toLowerCase())).toBe(true);
      }),
    );
  });

  it("does not depend on the order of gateways or rows, even with previously assigned IDs", () => {
    fc.assert(
      fc.property(names, names, (items, before) => {
        const known = { assigned: given(before) };
        const view = (list: typeof items) =>
          groupByModel(list, known).map((g) => ({
            id: g.id,
            aliases: [...g.aliases].sort(),
            members: g.members.map(({ item }) => `${item.gateway} ${item.id}`).sort(),
          }));
        expect(view([...items].reverse())).toEqual(view(items));
      }),
    );
  });

  it("changes nothing for the same data", () => {
    fc.assert(
      fc.property(names, (items) => {
        const first = groupByModel(items);
        const second = groupByModel(items, { assigned: given(items) });
        expect(second.map((g) => g.id)).toEqual(first.map((g) => g.id));
      }),
    );
  });

  it("never reassigns a model's ID, which always resolves to that model", () => {
    fc.assert(
      fc.property(names, names, (before, after) => {
        const known = given(before);
        const groups = groupByModel(after, { assigned: known });
        for (const { id, model_key } of known) {
          const heir = groups.find((g) => g.key === model_key);
          const now = groups.find((g) => [g.id.toLowerCase(), ...g.aliases].includes(id.toLowerCase()));
          if (heir) expect(now?.key).toBe(heir.key);
        }
      }),
    );
  });

  it.each([
    [
      "katanemo/Arch-Router-1.5B",
      [name("openrouter", "katanemo/arch-router-1.5b"), name("huggingface", "katanemo/Arch-Router-1.5B")],
    ],
    [
      "meta-llama/Llama-3.3-70B-Instruct",
      [
        name("openrouter", "meta-llama/llama-3.3-70b-instruct"),
        name("together", "meta-llama/Llama-3.3-70B-Instruct-Turbo"),
        name("deepinfra", "meta-llama/Llama-3.3-70B-Instruct"),
      ],
    ],
    ["x-ai/grok-4", [name("xai", "grok-4")]],
    ["google/gemma-3-1b-it", [name("openrouter", "google/gemma-3-1b-it:free")]],
  ])("calls it %s", (id, items) => {
    expect(groupByModel(items).map((g) => g.id)).toEqual([id]);
  });

  it("finds a model by former IDs and by native IDs of hosts", () => {
    const index = indexOf([
      offer("alpha", "accounts/fireworks/models/llama-v3p3-70b-instruct"),
      offer("beta", "meta-llama/Llama-3.3-70B-Instruct"),
    ]);
    for (const id of ["ACCOUNTS/fireworks/models/llama-v3p3-70b-instruct", "meta-llama/llama-3.3-70b-instruct"])
      expect(index.ids[findModel(index, id)]).toBe("meta-llama/Llama-3.3-70B-Instruct");
  });

  it("keeps models with different outputs separate when only weak evidence matches them", () => {
    const outputs = (...output_modalities: string[]) => ({
      architecture: { input_modalities: ["text"], output_modalities },
    });
    const sure = offer("huggingface", "Qwen/Qwen9-8B-Instruct", outputs("text"));
    const weak = (kind: string) => offer("openrouter", "qwen/qwen9-8b", outputs(kind));
    expect(groupOffers([sure, weak("text")])).toHaveLength(1);
    const apart = groupOffers([sure, weak("embedding")]);
    expect(apart).toHaveLength(2);
    expect(apart.flatMap((g) => g.offers.map((o) => o.identity.refused)).filter(Boolean)[0]).toContain(
      "embedding against text",
    );
  });
});

describe("near misses", () => {
  const ids = loadEmbedded().offers.map((o) => o.id);

  it("are names that differ in one part, with the reason", () => {
    const near = nearMisses("deepseek-ai/DeepSeek-R1", ids, 50);
    expect(near).toContainEqual({ id: "deepseek-ai/DeepSeek-R1-0528", reason: 'with "0528": another release' });
    expect(near.some(({ id }) => id.includes("Distill"))).toBe(false);
    expect(nearMisses("meta-llama/Llama-3.1-8B-Instruct", ids, 50)).toContainEqual(
      expect.objectContaining({ reason: '"70b" instead of "8b": another size' }),
    );
  });
});
