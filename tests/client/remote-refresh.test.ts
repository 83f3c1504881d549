import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { remote } from "@/lib/client/remote";
import { CatalogBuilder } from "@/lib/models/build";
import { WholeList } from "@/lib/server/catalog/compress";
import { type Listening, listen } from "../fakes/listen";

/** A little longer than a list counts as fresh, in ms. */
const LATER_MS = 300_001;

let backend: Listening;
/** What the backend returns: its gateways (null for an error), and the IDs of each list. */
let slugs: string[] | null;
let lists: Record<string, string[]>;
/** Returns 403 beyond the first page. */
let halves: boolean;
/** What its lists wait for. */
let holding: Promise<void> | undefined;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  [slugs, lists, halves, holding] = [null, {}, false, undefined];
  backend = await listen(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://host");
    const gateway = searchParams.get("gateway") ?? "";
    const offset = Number(searchParams.get("offset"));
    const isList = pathname === "/v1/models";
    const data = isList
      ? (lists[gateway] ?? []).slice(offset, offset + 100).map((id) => ({ id }))
      : slugs?.map((slug) => gatewayRow(slug));
    if (isList) await holding;
    response.statusCode = !data ? 404 : isList && halves && offset > 0 ? 403 : 200;
    response.end(JSON.stringify({ object: "list", data }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  backend.close();
});

function gatewayRow(slug: string) {
  const counts = { total: 0, unique: 0, duplicates: 0, skipped: 0, models: 0 };
  const times = { synced_at: null, last_attempt_at: null, error: null, progress: null };
  return { slug, name: slug, hue: 1, aliases: [], key_env: null, ...counts, state: "live", ...times };
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function breakBuilds() {
  return vi.spyOn(CatalogBuilder.prototype, "add").mockImplementation(() => {
    throw new Error("no list today");
  });
}

/** Polls until the expectation holds. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

describe("refreshing a remote backend", () => {
  it("happens only when its lists are no longer fresh", async () => {
    [slugs, lists] = [["alpha"], { alpha: ["acme/one"] }];
    const { catalog } = remote(backend.url);
    await until(async () => (await catalog()).index.ids[0] === "acme/one");
    const requests = vi.spyOn(globalThis, "fetch");
    lists = { alpha: ["acme/two"] };
    vi.setSystemTime(Date.now() + LATER_MS - 2_000);
    await catalog();
    await new Promise((resolve) => setImmediate(resolve));
    expect(requests).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() + 2_000);
    await until(async () => (await catalog()).index.ids[0] === "acme/two");
    expect((await catalog()).offers).toBe(1);
  });

  it("happens soon while nothing could be read", async () => {
    const { catalog, gateways } = remote(backend.url);
    await until(async () => (await gateways()).every(({ state, progress }) => state === "error" && progress === null));
    [slugs, lists] = [["alpha"], { alpha: ["acme/one"] }];
    vi.setSystemTime(Date.now() + 10_000);
    await until(async () => (await catalog()).index.ids[0] === "acme/one");
    expect((await gateways()).map(({ slug, models }) => [slug, models])).toEqual([["alpha", 1]]);
  });

  it("removes gateways that it no longer has", async () => {
    [slugs, lists] = [["alpha", "beta"], { alpha: ["acme/one"], beta: ["acme/two"] }];
    const { catalog, gateways } = remote(backend.url);
    await until(async () => (await catalog()).offers === 2);
    [slugs, lists] = [["alpha"], { alpha: ["acme/three"] }];
    vi.setSystemTime(Date.now() + LATER_MS);
    await until(async () => (await catalog()).index.ids.join() === "acme/three");
    expect((await gateways()).map((g) => [g.slug, g.models])).toEqual([["alpha", 1]]);
  });

  it("keeps the previous rows of a list that ends early", async () => {
    const ids = Array.from({ length: 150 }, (_, i) => `acme/m${i}`);
    [slugs, lists] = [["alpha"], { alpha: ids }];
    const { catalog, gateways } = remote(backend.url);
    await until(async () => (await catalog()).offers === 150);
    [lists, halves] = [{ alpha: ["acme/new", ...ids] }, true];
    vi.setSystemTime(Date.now() + LATER_MS);
    await until(async () => (await gateways())[0]?.state === "partial");
    await until(async () => (await catalog()).index.ids.includes("acme/new"));
    expect((await catalog()).offers).toBe(151);
  });

  it("shows the final list, even if an older one was still being built", async () => {
    [slugs, lists] = [["alpha"], { alpha: ["acme/one"] }];
    const { catalog } = remote(backend.url);
    await until(async () => (await catalog()).offers === 1);
    lists = { alpha: ["acme/two"] };
    const [listed, built] = [gate(), gate()];
    holding = listed.opened;
    const finish = WholeList.prototype.finish;
    const finishing = vi.spyOn(WholeList.prototype, "finish").mockImplementationOnce(async function (
      this: WholeList,
      ...parts
    ) {
      await built.opened;
      return finish.apply(this, parts);
    });
    vi.setSystemTime(Date.now() + LATER_MS);
    await until(async () => (await catalog()) && finishing.mock.calls.length > 0);
    listed.open();
    // During a sync, pages don't wait for lists: one that waits has seen the sync end.
    let last = catalog();
    await until(async () => {
      last = catalog();
      const isThere = last.then(() => true);
      return !(await Promise.race([isThere, new Promise((resolve) => setImmediate(resolve, false))]));
    });
    built.open();
    expect((await last).index.ids).toEqual(["acme/two"]);
  });

  it("retries after a failed build, and logs the failure", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    [slugs, lists] = [["alpha"], { alpha: ["acme/one"] }];
    const { catalog, gateways } = remote(backend.url);
    await until(async () => (await catalog()).offers === 1);
    lists = { alpha: ["acme/two"] };
    vi.setSystemTime(Date.now() + LATER_MS);
    const broken = breakBuilds();
    await until(async () => (await gateways())[0]?.last_attempt_at === new Date().toISOString());
    expect((await catalog()).index.ids).toEqual(["acme/one"]);
    expect(String(said.mock.calls.at(-1))).toContain("no list today");
    broken.mockRestore();
    await until(async () => (await catalog()).index.ids[0] === "acme/two");
  });
});
