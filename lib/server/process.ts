import type { SearchIndex } from "@/lib/models/search-index";

/** The catalog for the web app, in addition to the API: the decoded index and the bytes that the browser fetches. */
export interface WebCatalog {
  syncedAt: string;
  models: number;
  offers: number;
  index: SearchIndex;
  packed: { hash: string; br: Uint8Array<ArrayBuffer>; gzip: Uint8Array<ArrayBuffer> };
}

/** The gateway of this process. Next evaluates modules more than once, so it is stored on `globalThis`. */
export interface SharedProcess {
  fetch(request: Request): Response | Promise<Response>;
  catalog(): WebCatalog;
}

const KEY = Symbol.for("gatewayz.process");
const holder = globalThis as { [KEY]?: SharedProcess };

/** Registers the gateway for the whole process; called once, by server.ts. */
export function shareProcess(shared: SharedProcess): void {
  holder[KEY] = shared;
}

/** The gateway of this process; undefined when the web app runs alone. */
export function sharedProcess(): SharedProcess | undefined {
  return holder[KEY];
}
