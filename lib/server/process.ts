import type { SearchIndex } from "@/lib/models/search-index";

/** What the web app needs of the catalog beside the API: the decoded index and the bytes the browser fetches. */
export interface WebCatalog {
  syncedAt: string;
  models: number;
  offers: number;
  index: SearchIndex;
  packed: { hash: string; br: Uint8Array<ArrayBuffer>; gzip: Uint8Array<ArrayBuffer> };
}

/** The one gateway of this process. Next evaluates modules more than once, so that it hangs on `globalThis`. */
export interface SharedProcess {
  fetch(request: Request): Response | Promise<Response>;
  catalog(): WebCatalog;
}

const KEY = Symbol.for("gatewayz.process");
const holder = globalThis as { [KEY]?: SharedProcess };

/** Makes the gateway known to everything in this process; called once, by server.ts. */
export function shareProcess(shared: SharedProcess): void {
  holder[KEY] = shared;
}

/** The gateway of this process; undefined where the web app runs alone. */
export function sharedProcess(): SharedProcess | undefined {
  return holder[KEY];
}
