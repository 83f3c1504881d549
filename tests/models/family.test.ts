import { describe, expect, it } from "vitest";
import { relatedModels } from "@/lib/models/family";
import { indexOf, modelOf, offer } from "../fakes/offers";

const day = (n: number) => n * 86_400;
const OLD = offer("alpha", "acme/Bird-1", { created: day(100), state: "deprecated" });
const NEW = offer("alpha", "acme/Bird-2", { created: day(300) });
const GONE = offer("alpha", "acme/Bird-3", { created: day(400), state: "gone" });
const OTHER = offer("alpha", "acme/Fish-1", { created: day(500) });
const STRANGER = offer("alpha", "else/Bird-9", { created: day(600) });
const index = indexOf([OLD, NEW, GONE, OTHER, STRANGER]);
const idAt = (m: number | null) => (m === null ? null : index.ids[m]);

describe("related models", () => {
  it("are the author's family, newest first, without the model itself and removed ones", () => {
    const { family, newer, successor } = relatedModels(index, modelOf(OLD), 9);
    expect(family.map(idAt)).toEqual(["acme/Bird-2"]);
    expect([idAt(newer), successor]).toEqual(["acme/Bird-2", null]);
  });

  it("are newest first, unknown dates last, at most as many as requested", () => {
    const birds = [2, 9, 4].map((n) => offer("alpha", `acme/Bird-${n}`, { created: day(n * 100) }));
    const all = indexOf([OLD, offer("alpha", "acme/Bird-0"), ...birds]);
    const ids = (limit: number) => relatedModels(all, modelOf(OLD), limit).family.map((m) => all.ids[m]);
    expect(ids(9)).toEqual(["acme/Bird-9", "acme/Bird-4", "acme/Bird-2", "acme/Bird-0"]);
    expect(ids(2)).toEqual(["acme/Bird-9", "acme/Bird-4"]);
  });

  it("include a successor only when a gateway names an existing one", () => {
    const told = (heir: string) => modelOf({ ...OLD, state_note: `deprecated on 2026-01-01, replaced by ${heir}` });
    expect(idAt(relatedModels(index, told("ACME/fish-1"), 9).successor)).toBe("acme/Fish-1");
    expect(relatedModels(index, told("acme/nothing"), 9).successor).toBeNull();
    expect(relatedModels(index, told("acme/Bird-1"), 9).successor).toBeNull();
  });

  it("are others of the author where there is no family", () => {
    const alone = offer("alpha", "acme/Whale-1", { created: day(50), state: "deprecated" });
    const all = indexOf([OLD, NEW, GONE, OTHER, STRANGER, alone]);
    const { family, author } = relatedModels(all, modelOf(alone), 9);
    expect(family).toEqual([]);
    expect(author.map((m) => all.ids[m])).toEqual(["acme/Fish-1", "acme/Bird-2"]);
    expect(relatedModels(index, modelOf(OLD), 9).author).toEqual([]);
  });

  it("include a newer model only when it is known to be newer", () => {
    expect(relatedModels(index, modelOf(NEW), 9).newer).toBeNull();
    expect(relatedModels(index, modelOf({ ...OLD, created: null }), 9).newer).toBeNull();
  });
});
