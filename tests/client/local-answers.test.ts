import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchFromBackend } from "@/lib/client/proxy";
import { readSoFar } from "@/lib/client/remote";
import { listen } from "../fakes/listen";

/** Longer than any test, in ms. */
const LONG_MS = 2 ** 31 - 1;

let open: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const close of open) close();
  open = [];
});

type Answers = Record<string, { status: number; body: unknown }>;

/** An old backend: only lists, plus what `others` adds. With `isRead`, its lists have already been read. */
async function oldBackend({ others = {}, isRead = true }: { others?: Answers; isRead?: boolean } = {}) {
  const rows = Array.from({ length: 30 }, (_, i) => ({ id: `acme/m${i}`, name: `=M ${i}`, context_length: 1_000 * i }));
  const asked: string[] = [];
  const { url, close } = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://host");
    asked.push(pathname);
    const offset = Number(searchParams.get("offset"));
    const data = searchParams.get("gateway") === "groq" ? rows.slice(offset, offset + 25) : [];
    const { status, body } =
      others[pathname] ??
      (pathname === "/v1/models" ? { status: 200, body: { data } } : { status: 404, body: { detail: "Not Found" } });
    response.statusCode = status;
    response.end(JSON.stringify(body));
  });
  open.push(close);
  if (isRead) await readSoFar(url, LONG_MS);
  asked.length = 0;
  const ask = (path: string, init: RequestInit = {}) =>
    fetchFromBackend(new Request(`http://web.test${path}`, init), url);
  return { asked, ask };
}

describe("a path that an old backend does not know", () => {
  it("is answered from its lists: the export", async () => {
    // Waiting for the lists ends with them, however slow this machine is.
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const { ask } = await oldBackend({ isRead: false });
    const csv = await ask("/v1/export?format=csv&where=ctx%3E%3D28k");
    expect(csv.headers.get("content-disposition")).toContain("models.csv");
    expect(
      (await csv.text())
        .trim()
        .split("\r\n")
        .slice(1)
        .map((line) => line.split(",")[0])
        .sort(),
    ).toEqual(["acme/m28", "acme/m29"]);
    const json = (await (await ask("/v1/export?format=json")).json()) as { data: unknown[] };
    expect(json.data).toHaveLength(30);
    const wrong = await ask("/v1/export?format=xml");
    expect([wrong.status, ((await wrong.json()) as { error: { param: string } }).error.param]).toEqual([400, "format"]);
  });

  it("is answered from its lists: a model, in any spelling, and the gateways", async () => {
    const { ask } = await oldBackend();
    const model = await ask("/v1/models/ACME/M7", { headers: { "accept-encoding": "br" } });
    expect([model.headers.get("content-encoding"), model.headers.get("access-control-allow-origin")]).toEqual([
      null,
      "*",
    ]);
    expect(await model.json()).toMatchObject({ id: "acme/m7", context_length: 7_000 });
    const gateways = (await (await ask("/v1/gateways")).json()) as { data: { slug: string; unique: number }[] };
    expect(gateways.data.find(({ slug }) => slug === "groq")?.unique).toBe(30);
    expect((await ask("/v1/gateways", { method: "HEAD" })).status).toBe(200);
  });

  it("stays a 404 for other paths and unknown models", async () => {
    const { ask } = await oldBackend();
    for (const path of ["/v1/keys", "/v1/models/nobody/nothing", "/v1/exports"]) {
      const answer = await ask(path);
      expect([path, answer.status, await answer.json()]).toEqual([path, 404, { detail: "Not Found" }]);
    }
    expect((await ask("/v1/export", { method: "POST" })).status).toBe(404);
  });

  it("is requested from the backend first, whose answers and failures are kept", async () => {
    const noModel = { error: { message: "there is no such model", code: "model_not_found" } };
    const { ask, asked } = await oldBackend({
      others: {
        "/v1/export": { status: 200, body: { data: ["own"] } },
        "/v1/gateways": { status: 503, body: { detail: "busy" } },
        "/v1/models/acme/m1": { status: 404, body: noModel },
        "/v1/models/acme/m2": { status: 405, body: {} },
      },
    });
    expect(await (await ask("/v1/export")).json()).toEqual({ data: ["own"] });
    expect((await ask("/v1/gateways")).status).toBe(503);
    const gone = await ask("/v1/models/acme/m1");
    expect([gone.status, await gone.json()]).toEqual([404, noModel]);
    expect(await (await ask("/v1/models/acme/m2")).json()).toMatchObject({ id: "acme/m2" });
    expect(asked[0]).toBe("/v1/export");
  });
});
