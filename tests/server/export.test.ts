import { describe, expect, it } from "vitest";
import { isUsable } from "@/lib/contract/states";
import { CSV_HEAD, csvLine, type ExportRow, exportRow } from "@/lib/models/export-rows";
import { rowOf } from "@/lib/models/row";
import { indexOf, offer, priced } from "../fakes/offers";
import { withUpstreams } from "./upstreams-kit";

const { harness } = withUpstreams();

describe("GET /v1/export", () => {
  it("has what the list at the same URL has, in its order, as JSON and as CSV", async () => {
    const ids = (await harness().models("q=llama&sort=context")).data.map((m) => m.id);
    const json = await harness().json<{ data: ExportRow[] }>("/v1/export?format=json&q=llama&sort=context");
    expect(json.data.map((row) => row.id)).toEqual(ids);
    const csv = await harness().get("/v1/export?q=llama&sort=context");
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.headers.get("content-disposition")).toContain("models.csv");
    expect((await csv.text()).split("\r\n").slice(0, -1)).toHaveLength(ids.length + 1);
  });

  it("accepts several gateways, as the model browser does, and returns every usable row", async () => {
    const { data } = await harness().json<{ data: ExportRow[] }>("/v1/export?format=json&gateway=groq,huggingface");
    const all = await harness().json<{ data: ExportRow[] }>("/v1/export?format=json");
    expect(data.length).toBeGreaterThan(1_300);
    for (const row of data) expect(["groq", "huggingface"]).toContain(row.gateway);
    const usable = (await harness().models()).data.filter(({ offers }) => offers.some(({ state }) => isUsable(state)));
    expect(all.data).toHaveLength(usable.length);
  });

  it("rejects another format with a message", async () => {
    const response = await harness().get("/v1/export?format=xlsx");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('format: expected csv or json, got \\"xlsx\\"');
  });
});

describe("a line of CSV", () => {
  const line = (...offers: Parameters<typeof indexOf>[0]) => csvLine(exportRow(rowOf(indexOf(offers), 0, 0)));

  it("leaves unknown values empty and never writes 0 for them", () => {
    const fields = line(offer("alpha", "a")).trimEnd().split(",");
    const at = (name: string) => fields[CSV_HEAD.trimEnd().split(",").indexOf(name)];
    expect([at("usd_per_million_in"), at("context_length"), at("released")]).toEqual(["", "", ""]);
  });

  it("quotes special characters, and prevents spreadsheets from running formulas", () => {
    expect(line(offer("alpha", "a", { name: 'One, "two"' }))).toContain('"One, ""two"""');
    for (const sign of ["=", "+", "-", "@", "\t", "\r"]) {
      expect(csvLine({ ...exportRow(rowOf(indexOf([offer("alpha", "x")]), 0, 0)), name: `${sign}1` })).toContain(
        `'${sign}1`,
      );
    }
    expect(line(offer("alpha", "a+b-c=d"))).toMatch(/^a\+b-c=d,/);
    expect(line(offer("alpha", "x", priced(0.5, 2)))).toContain(",0.5,2,31.5,known,");
  });
});
