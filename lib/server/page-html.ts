/** A chunk of a page's data, as Next writes it into the document. */
const DATA = /(?<=self\.__next_f\.push\(\[1,)"(?:[^"\\]|\\.)*"(?=\]\)<\/script>)/g;
/** The name of the row with the text of an inlined stylesheet, within a page's data. */
const STYLE_TEXT = /\["\$","style","[^"]*",\{[^{}]*"children":"\$([0-9a-f]+)"\}/g;
const SCRIPT = /<script src="([^"]+)"(?=[^>]* async="")[^>]*><\/script>/g;
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g;
const END = /(?=<\/body><\/html>\s*$)/;
/** Scripts run after this many ms, even if the browser does not say that it has painted. */
const LATEST_MS = 1_000;

/**
 * Makes a page paint sooner: its stylesheets are in it once, and its scripts run after the first paint.
 * @param nonce of the page's scripts
 */
export function paintFirst(html: string, nonce: string): string {
  const sources = [...new Set(Array.from(html.matchAll(SCRIPT), ([, source]) => source))];
  const once = html.replace(DATA, (json) => inScript(withoutStyleTexts(JSON.parse(json))));
  if (sources.length === 0) return once;
  const loader = `<script nonce="${nonce}">(${RUN_AFTER_PAINT})(${inScript(sources)})</script>`;
  return once
    .replace(PRELOAD, "")
    .replace(SCRIPT, "")
    .replace(END, () => loader);
}

/** React finds a stylesheet in the document by its name: its text in the data is never read. */
function withoutStyleTexts(data: string): string {
  return [...data.matchAll(STYLE_TEXT)].reduce((rest, [, row = ""]) => {
    const start = new RegExp(`(?<![0-9a-f])${row}:T([0-9a-f]+),`).exec(rest);
    if (!start) return rest;
    const from = start.index + start[0].length;
    const bytes = Buffer.from(rest.slice(from));
    const length = Number.parseInt(start[1] ?? "", 16);
    if (bytes.length < length) return rest;
    return `${rest.slice(0, start.index)}${row}:""\n${bytes.subarray(length).toString()}`;
  }, data);
}

/** JSON in a script element. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/**
 * Runs in the page: loads its scripts after its first paint, or at once where nobody sees it. Fetched earlier, they would
 * delay that paint.
 */
const RUN_AFTER_PAINT = `sources => {
  let ran = false;
  const run = () => {
    if (ran) return;
    ran = true;
    for (const source of sources) document.head.append(Object.assign(document.createElement("script"), { src: source, async: true }));
  };
  if (document.hidden) return run();
  new PerformanceObserver(run).observe({ type: "paint", buffered: true });
  setTimeout(run, ${LATEST_MS});
}`.replaceAll(/\s+/g, " ");
