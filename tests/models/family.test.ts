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

describe("what is related to a model", () => {
  it("is its author's family, newest first, without itself and what is gone", () => {
    const { family, newer, successor } = relatedModels(index, modelOf(OLD), 9);
    expect(family.map(idAt)).toEqual(["acme/Bird-2"]);
    expect([idAt(newer), successor]).toEqual(["acme/Bird-2", null]);
  });

  it("has a successor only where a gateway names one that is there", () => {
    const told = (heir: string) => modelOf({ ...OLD, state_note: `deprecated on 2026-01-01, replaced by ${heir}` });
    expect(idAt(relatedModels(index, told("ACME/fish-1"), 9).successor)).toBe("acme/Fish-1");
    expect(relatedModels(index, told("acme/nothing"), 9).successor).toBeNull();
    expect(relatedModels(index, told("acme/Bird-1"), 9).successor).toBeNull();
  });

  it("calls nothing newer that is not, or whose age is unknown", () => {
    expect(relatedModels(index, modelOf(NEW), 9).newer).toBeNull();
    expect(relatedModels(index, modelOf({ ...OLD, created: null }), 9).newer).toBeNull();
  });
});
