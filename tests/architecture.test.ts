import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const MAX_LINES = 250;
const MAX_MEDIAN = 70;
/** Files in one chain of imports, types included, from a page or the program down. */
const MAX_CHAIN = 15;
const MAX_IGNORES = 20;
const EXPORT = /^export (?:async |abstract )*(function\*?|const|let|class|interface|type|enum) (\w+)/gm;
const IMPORT = /\b(?:import|export)\b([^;"]*?)\bfrom "([^"]+)"|\bimport\(\s*"([^"]+)"/g;
/** Files beside the folders of the source that use it. */
const OUTSIDE = ["proxy.ts", "instrumentation-client.ts", "next.config.ts"];

/** Their exports are found by their names: by Next, by the setup, or by a program that loads them. */
const CALLED_BY_NAME = /^app\/|^components\/ui\/(?:icon|logo)-names\.ts$|^lib\/server\/db\/migrations\//;

/** Functions and values that only tests import, because a test of what calls them would say less. */
const TESTED_DIRECTLY = [
  "components/offline/offline-page.tsx: OfflineView",
  "lib/models/price.ts: perToken",
  "lib/models/query/typed.ts: parseTyped",
  "lib/server/conversations/message-pages.ts: PIECE_CHARACTERS",
  "lib/server/db/tables.ts: NOT_MOVED",
  "lib/server/env.ts: SETTINGS",
  "lib/server/metrics.ts: BucketHistogram",
  "lib/server/protocols/completions.ts: CompletionRequest",
  "lib/server/providers/paging.ts: resolveNextLink",
];

/** Layers from the bottom up: a file imports from its own layer or a lower one. First match wins. */
const LAYERS: readonly (readonly RegExp[])[] = [
  [/^lib\/(contract|models|net)\//],
  [/^lib\/server\/((disk|env|log|metrics|process|setting)\.ts$|trace\/)/],
  [/^lib\/server\/(db|providers)\//],
  [/^lib\/server\/(auth|catalog|chat|limits|move)\//],
  [/^lib\/server\/((conversations|usage)\/|chat-service\.ts$)/],
  [/^lib\/server\/(middleware|protocols|routes)\//],
  [
    /^lib\/server\/(app|drain|end-on-signals|hold-body|http-server|page-cache|page-handler|page-html|start-line|static-files|web-headers)\.ts$/,
  ],
  [/^lib\/client\//],
  [/^components\//],
  [/^(app|scripts)\//, /^(instrumentation|proxy)\.ts$/],
  [/^server\.ts$/],
];

function walk(dir: string): string[] {
  return readdirSync(join(ROOT, dir)).flatMap((name) => {
    const path = join(dir, name);
    if (statSync(join(ROOT, path)).isDirectory()) return walk(path);
    return /\.tsx?$/.test(name) && !name.endsWith(".d.ts") ? [path] : [];
  });
}

const sources = ["app", "components", "lib", "scripts"].flatMap(walk).concat("server.ts");
const measured = sources.concat(walk("tests"));
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const text = new Map(measured.map((file) => [file, read(file)]));
const layerOf = (file: string) => LAYERS.findIndex((patterns) => patterns.some((p) => p.test(file)));

function importsOf(file: string): string[] {
  const source = text.get(file) ?? "";
  const specifiers = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"((?:@\/|\.)[^"]+)"/g);
  return [...specifiers].flatMap(([, specifier = ""]) => resolveImport(file, specifier) ?? []);
}

function resolveImport(file: string, specifier: string): string | undefined {
  const base = specifier.startsWith("@/") ? specifier.slice(2) : relative(ROOT, join(ROOT, dirname(file), specifier));
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`].map(normalize);
  return candidates.find((candidate) => text.has(candidate));
}

/** What a file imports, as `file: name`; with all of its words as names where it imports a whole module. */
function importedNames(file: string): string[] {
  const source = text.get(file) ?? read(file);
  return [...source.matchAll(IMPORT)].flatMap(([, clause, from, whole]) => {
    const target = resolveImport(file, from ?? whole ?? "");
    const names = clause === undefined || clause.includes("*") ? source : clause;
    return target ? (names.match(/\w+/g) ?? []).map((name) => `${target}: ${name}`) : [];
  });
}

/** Exports that none of the files import, as `file: name`. */
function unusedExports(files: readonly string[], kinds = /./): string[] {
  const imported = new Set(files.flatMap(importedNames));
  return sources.flatMap((file) => {
    const exported = CALLED_BY_NAME.test(file) ? [] : (text.get(file) ?? "").matchAll(EXPORT);
    return [...exported].flatMap(([, kind = "", name]) =>
      kinds.test(kind) && !imported.has(`${file}: ${name}`) ? [`${file}: ${name}`] : [],
    );
  });
}

describe("the architecture", () => {
  it("assigns every file to a layer", () => {
    expect(sources.filter((file) => layerOf(file) < 0)).toEqual([]);
  });

  it("has no import of a higher layer", () => {
    const upward = sources.flatMap((file) =>
      importsOf(file).flatMap((target) => (layerOf(target) > layerOf(file) ? [`${file} -> ${target}`] : [])),
    );
    expect(upward).toEqual([]);
  });

  it("lets pages and components reach the server through lib/client only", () => {
    const around = sources
      .filter((file) => /^(app|components)\//.test(file))
      .flatMap((file) => importsOf(file).flatMap((t) => (t.startsWith("lib/server/") ? [`${file} -> ${t}`] : [])));
    expect(around).toEqual([]);
  });

  it("links to pages by components/ui/link.tsx, which needs no reload, with known exceptions", () => {
    const plain = sources.filter(
      (file) => /^(app|components)\/.*\.tsx$/.test(file) && /<a\s/.test(text.get(file) ?? ""),
    );
    expect(plain.sort()).toEqual(
      [
        // To a part of the same page.
        "app/layout.tsx",
        "components/chat/chat.tsx",
        "components/model/section-nav.tsx",
        "components/settings/settings-nav.tsx",
        // To files and other sites.
        "app/gateways/[slug]/page.tsx",
        "components/chat/markdown-elements.tsx",
        "components/chat/outside-link.tsx",
        "components/docs/quickstart.tsx",
        "components/model/further-facts.tsx",
        "components/setup/setup-guide.tsx",
        // To the login page, which has its own policy.
        "components/chat/notices.tsx",
        // Where the app itself has failed.
        "app/global-error.tsx",
        // To another state of the same page, which it changes to by itself.
        "components/chat/history-row.tsx",
        "components/chat/history.tsx",
        "components/models/browse-context.tsx",
        "components/models/facet-value.tsx",
        "components/models/step-choice.tsx",
        // Rows of the list, followed by one handler for all.
        "components/models/model-row.tsx",
        "components/ui/link.tsx",
      ].sort(),
    );
  });

  it("calls the API in the browser through lib/client/api.ts, with known exceptions", () => {
    const callers = sources
      .filter((file) => /^(app|components|lib\/client)\//.test(file))
      .filter((file) => /(?<!\.)\bfetch\(/.test(text.get(file) ?? ""));
    expect(callers.sort()).toEqual([
      // Requests that readers of /docs compose: as code, and sent.
      "components/docs/request-code.ts",
      "components/docs/send-request.ts",
      // The service worker passes the page's requests on.
      "components/offline/worker.ts",
      "lib/client/api.ts",
      // A script in the page starts loading a conversation before the app runs.
      "lib/client/chat.ts",
      // On the server, to a remote backend.
      "lib/client/forward.ts",
      "lib/client/remote.ts",
    ]);
  });

  it("keeps contract and models free of I/O", () => {
    const impure = sources
      .filter((file) => /^lib\/(contract|models)\//.test(file))
      .filter((file) =>
        /from "(node:|undici|libsql|kysely|next|react)|\bfetch\(|process\.env/.test(text.get(file) ?? ""),
      );
    expect(impure).toEqual([]);
  });

  it("has no import cycle", () => {
    const state = new Map<string, "open" | "done">();
    const cycles: string[] = [];
    const visit = (file: string, path: string[]) => {
      if (state.get(file) === "done") return;
      if (state.get(file) === "open") {
        cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
        return;
      }
      state.set(file, "open");
      for (const target of importsOf(file)) visit(target, [...path, file]);
      state.set(file, "done");
    };
    for (const file of sources) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it(`has no import chain of more than ${MAX_CHAIN} files`, () => {
    const below = new Map<string, readonly string[]>();
    const longest = (file: string): readonly string[] => {
      const known = below.get(file);
      if (known) return known;
      // A cycle ends here; another test finds it.
      below.set(file, [file]);
      const rest = importsOf(file).map(longest);
      const chain = [file, ...rest.reduce((a, b) => (b.length > a.length ? b : a), [])];
      below.set(file, chain);
      return chain;
    };
    expect(sources.map(longest).filter(({ length }) => length > MAX_CHAIN)).toEqual([]);
  });

  it(`has no file over ${MAX_LINES} lines and a median of at most ${MAX_MEDIAN}`, () => {
    const lines = measured.map((file) => [file, (text.get(file) ?? "").split("\n").length - 1] as const);
    expect(lines.filter(([, n]) => n > MAX_LINES)).toEqual([]);
    const sorted = lines.filter(([file]) => !file.startsWith("tests/")).map(([, n]) => n);
    sorted.sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(MAX_MEDIAN);
  });

  it("exports nothing that no other file imports", () => {
    expect(unusedExports(measured.concat(OUTSIDE))).toEqual([]);
  });

  it("exports functions and values for tests alone only where that is agreed", () => {
    // A set: an overloaded function is found once for each signature.
    const testedOnly = new Set(unusedExports(sources.concat(OUTSIDE), /function|const|class/));
    expect([...testedOnly].sort()).toEqual(TESTED_DIRECTLY);
  });

  it("has no any, no suppressed check, and no leftover", () => {
    const marks = new RegExp(
      [": any\\b|\\bas any\\b|<any\\b", "@ts-" + "ignore|@ts-" + "expect-error", "TO" + "DO|FIX" + "ME"].join("|"),
    );
    expect(
      measured.filter((file) => file !== "tests/architecture.test.ts" && marks.test(text.get(file) ?? "")),
    ).toEqual([]);
  });

  it(`has at most ${MAX_IGNORES} suppressed lints, each with its reason`, () => {
    const ignores = [...text.values()].flatMap((source) => source.match(new RegExp("biome-" + "ignore .*", "g")) ?? []);
    expect(ignores.length).toBeLessThanOrEqual(MAX_IGNORES);
    expect(ignores.filter((line) => !/^\S+ lint\/\w+\/\w+: \S/.test(line))).toEqual([]);
  });

  it("keeps the top level to the agreed entries", () => {
    const folders = readdirSync(ROOT, { withFileTypes: true }).filter(
      (e) => e.isDirectory() && !e.name.startsWith("."),
    );
    const allowed = ["app", "components", "deploy", "lib", "node_modules", "public", "scripts", "tests"];
    expect(folders.map((e) => e.name).filter((name) => !allowed.includes(name) && name !== "test-results")).toEqual([]);
  });
});
