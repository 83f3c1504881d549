/** A chunk of a page's data, as Next writes it into the document. */
const DATA = /(?<=self\.__next_f\.push\(\[1,)"(?:[^"\\]|\\.)*"(?=\]\)<\/script>)/g;
/** The names of the inlined stylesheets of a document. */
const STYLES = /<style\b[^>]*\bdata-href="([^"]*)"/g;
/** The name of an inlined stylesheet within a page's data, and the row with its text. */
const STYLE_TEXT = /\["\$","style","[^"]*",\{[^{}]*"href":"([^"]*)"[^{}]*"children":"\$([0-9a-f]+)"\}/g;

/** Preloads of fonts, which Next puts before the text. */
const FONTS = /<link rel="preload"[^>]* as="font"[^>]*>/g;
/** The end of a document's text: the first script after it. */
const AFTER_TEXT = /<script\b[^>]* id="_R_"/;

/**
 * Moves the font preloads of a page after its text, which on a slow network would wait for the fonts. Without preloads,
 * fonts would arrive after the first paint even from the browser's cache.
 */
export function withFontsLast(html: string): string {
  const rest = html.replace(FONTS, "");
  const at = rest.search(AFTER_TEXT);
  return at < 0 ? html : rest.slice(0, at) + (html.match(FONTS) ?? []).join("") + rest.slice(at);
}

/**
 * Keeps one copy of each stylesheet in a page: Next repeats its text in the page's data, once for every boundary that
 * needs it. In a not-found page, the only copy is in the data.
 */
export function withStylesOnce(html: string): string {
  const names = new Set([...html.matchAll(STYLES)].flatMap(([, hrefs = ""]) => hrefs.split(" ")));
  return html.replace(DATA, (json) => inScript(withoutStyleTexts(JSON.parse(json), names)));
}

/** Adds the message of a failed page for browsers without scripts: Next leaves the body empty. */
export function withFailureText(html: string, requestId: string): string {
  return html.replace(
    "<body>",
    `<body><noscript><style>:root{color-scheme:light dark}main{max-width:30rem;margin:20vh auto;padding:0 1.5rem;font:1rem/1.5 system-ui,sans-serif}h1{font-size:1.375rem}</style><main><h1>Something went wrong on our side</h1><p>The page could not be loaded. Try again in a moment.</p><p><a href="">Try again</a> or see <a href="/models">all models</a>.</p><p>request ${requestId}</p></main></noscript>`,
  );
}

/** React finds a stylesheet in the document by its name and never reads its text in the data. */
function withoutStyleTexts(data: string, names: ReadonlySet<string>): string {
  return [...data.matchAll(STYLE_TEXT)].reduce((rest, [, name = "", row = ""]) => {
    if (!names.has(name)) return rest;
    const start = new RegExp(`(?<![0-9a-f])${row}:T([0-9a-f]+),`).exec(rest);
    if (!start) return rest;
    const from = start.index + start[0].length;
    const bytes = Buffer.from(rest.slice(from));
    const length = Number.parseInt(start[1] ?? "", 16);
    if (bytes.length < length) return rest;
    return `${rest.slice(0, start.index)}${row}:""\n${bytes.subarray(length).toString()}`;
  }, data);
}

/** JSON that is safe within a script element. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
