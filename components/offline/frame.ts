/** How the pages look that are made without a network. */
export interface Look {
  /** The styles of the app, as its pages carry them. */
  css: string;
  /** What was chosen: "light" or "dark"; anything else leaves it to the system. */
  theme: string | undefined;
  /** By which the page's policy knows its styles. */
  nonce: string;
}

const LOGO =
  '<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 2.5a7.5 7.5 0 1 0 7.5 7.5h-4.2A3.3 3.3 0 1 1 10 6.7z" fill="currentColor"/><rect x="12.3" y="2.5" width="5.2" height="5.2" rx="1.3" fill="var(--accent)"/></svg>';

/** The whole page around a title and its content, all of them HTML but `title`. */
export function frame(title: string, head: string, body: string, { css, theme, nonce }: Look): string {
  const themed = theme === "light" || theme === "dark" ? ` data-theme="${theme}"` : "";
  return `<!doctype html><html lang="en"${themed}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(title)} · offline · Gatewayz</title><style nonce="${nonce}">${css}</style></head><body><header class="border-b border-line bg-bg"><div class="page flex h-[calc(var(--header)-1px)] items-center"><a href="/" class="inline-flex min-h-8 items-center gap-2.25 text-chat font-semibold tracking-tight">${LOGO}Gatewayz</a></div></header><main class="page"><div class="flex flex-wrap items-baseline gap-x-4 pt-6 pb-3">${head}</div>${body}</main></body></html>`;
}

const NAMED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Escapes text for HTML. */
export function safe(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => NAMED[sign] ?? sign);
}
