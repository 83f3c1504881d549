import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ErrorBody } from "@/lib/contract/error";
import { Model, ModelList } from "@/lib/contract/model";
import { encodeId } from "@/lib/models/ids";
import { HOSTILE, HOSTILE_IDS } from "../fakes/hostile-ids";
import { withUpstreams } from "./upstreams-kit";

const NASTY = [...HOSTILE_IDS, "..", "/lead", "constructor", "constructor/foo-7b"];

const { harness } = withUpstreams({
  prepare: (upstreams) => {
    upstreams.set("chutes", [
      ...NASTY.map((id) => ({ id, created: 1_700_000_000 })),
      { id: "acme/hostile", description: HOSTILE },
      { id: "acme/Twin" },
      { id: "acme/twin" },
      { id: "acme/twin" },
      { id: "" },
      { name: "no id" },
      { id: "acme/nul\0byte" },
      { id: `acme/${"long".repeat(1_500)}` },
      null,
    ]);
  },
});

describe("GET /v1/models", () => {
  it("returns the contract's format, and everything without a limit", async () => {
    const list = await harness().models();
    expect(ModelList.parse(list).data.length).toBe(list.total);
    expect(list).toMatchObject({
      object: "list",
      limit: null,
      offset: 0,
      has_more: false,
      next_offset: null,
      gateway: "all",
    });
    expect(list.returned).toBe(list.data.length);
  });

  it("compares IDs within a gateway as exact strings and counts what it omits", async () => {
    const list = await harness().models("gateway=chutes");
    const ids = list.data.map((m) => m.id);
    expect(new Set(ids)).toEqual(new Set([...NASTY, "acme/hostile", "acme/Twin", "acme/twin"]));
    expect(await harness().gateway("chutes")).toMatchObject({
      unique: 20,
      total: 21,
      duplicates: 1,
      skipped: 5,
      models: 19,
    });
  });

  it("searches as the page does", async () => {
    const list = await harness().models("q=llama%2070b");
    expect(list.total).toBeGreaterThan(0);
    for (const { id, name } of list.data) expect(`${id} ${name}`.toLowerCase()).toMatch(/llama/);
    const one = await harness().models("gateway=groq&q=llama");
    for (const model of one.data) expect([model.source_gateway, model.offers.length]).toEqual(["groq", 1]);
    expect(one.total).toBeLessThan((await harness().models("gateway=groq")).total);
  });

  it("pages through a search", async () => {
    const whole = await harness().models("q=llama");
    const page = await harness().models("q=llama&limit=2&offset=1");
    expect(page.data).toEqual(whole.data.slice(1, 3));
    expect([page.total, page.returned, page.next_offset]).toEqual([whole.total, 2, 3]);
  });

  it("returns an empty page beyond the end", async () => {
    expect(await harness().models("offset=999999&limit=5")).toMatchObject({
      data: [],
      has_more: false,
      next_offset: null,
      returned: 0,
    });
  });

  it.each([
    ["limit=-1", "limit", "a whole number from 1 to 50000"],
    ["limit=0", "limit", "a whole number from 1 to 50000"],
    ["limit=50001", "limit", "a whole number from 1 to 50000"],
    ["limit=1e3", "limit", "a whole number from 1 to 50000"],
    ["offset=x", "offset", "a whole number of at least 0"],
    ["offset=-5", "offset", "a whole number of at least 0"],
    ["gateway=nobody", "gateway", "huggingface, hug, together"],
    ["sort=best", "sort", "gateways, name, context"],
    ["ctx>=128k", "where", "limits in where, such as where=ctx>=200k"],
    [`q=${"a".repeat(501)}`, "q", "at most 500 characters"],
  ])("rejects %s with a message that says what was expected", async (query, param, expected) => {
    const response = await harness().get(`/v1/models?${query}`);
    expect(response.status).toBe(400);
    const body = ErrorBody.parse(await response.json());
    expect(body.error).toMatchObject({
      param,
      type: "invalid_request_error",
      error_type: "invalid_request",
      retryable: false,
    });
    expect(body.error.message).toContain(expected);
    expect(body.detail).toBe(body.error.message);
    expect(response.headers.get("x-request-id")).toBe(body.error.request_id);
  });

  it("rejects a query of 10 kB", async () => {
    const response = await harness().get(`/v1/models?x=${"a".repeat(10_000)}`);
    expect(response.status).toBe(400);
    expect(ErrorBody.parse(await response.json()).error.message).toContain("expected at most 4096");
  });
});

describe("the response body", () => {
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Uint8Array) => bytes };
  it.each(["", "?gateway=groq", "?limit=3", "?q=llama"])(
    "is the same in every encoding: /v1/models%s",
    async (query) => {
      const bodies: string[] = [];
      for (const [encoding, decode] of Object.entries(decoders)) {
        const response = await harness().get(`/v1/models${query}`, { headers: { "accept-encoding": encoding } });
        expect(response.headers.get("content-encoding") ?? "identity").toBe(encoding);
        expect(response.headers.get("vary")).toBe("accept-encoding");
        bodies.push(Buffer.from(decode(new Uint8Array(await response.arrayBuffer()))).toString());
      }
      expect(new Set(bodies).size).toBe(1);
      expect(JSON.parse(bodies[0] ?? "").object).toBe("list");
    },
  );

  it("is empty when the client already has it", async () => {
    const first = await harness().get("/v1/models");
    const etag = first.headers.get("etag") ?? "";
    const again = await harness().get("/v1/models", { headers: { "if-none-match": `"other", ${etag}` } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await harness().get("/v1/models", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });
});

describe("GET /v1/models/{id}", () => {
  it.each(NASTY)("finds %s", async (id) => {
    const model = Model.parse(await harness().json(`/v1/models/${encodeId(id)}`));
    expect(model.offers.map((o) => o.id)).toContain(id);
  });

  it("finds every model of the list, also under its native IDs", async () => {
    const { data } = await harness().models("limit=200&offset=100");
    for (const { id, offers } of data) {
      for (const native of new Set([id, ...offers.map((o) => o.id)])) {
        expect((await harness().json<Model>(`/v1/models/${encodeId(native)}`)).id).toBe(id);
      }
    }
  });

  it("keeps a hostile description as text", async () => {
    expect((await harness().json<Model>("/v1/models/acme/hostile")).description).toBe(HOSTILE);
  });

  it.each(["nobody/nothing", "%E0%A4%A", "hasOwnProperty"])("returns 404 in OpenAI's format for %s", async (path) => {
    const response = await harness().get(`/v1/models/${path}`);
    expect(response.status).toBe(404);
    expect(ErrorBody.parse(await response.json()).error.code).toBe("model_not_found");
  });
});
