import type { MessagePort } from "node:worker_threads";
import { CatalogStore } from "../db/catalog";
import { connectDatabase } from "../db/client";
import { IdentityStore } from "../db/identity";
import { buildCatalog } from "./build-catalog";
import type { BuildOrder } from "./build-order";
import type { FromBuilder } from "./builder-thread";
import { loadEmbedded } from "./embedded";
import { toSend } from "./worker-protocol";

/** The build thread: builds the catalog and sends it. */
export async function sendBuild(port: MessagePort, { place, input }: BuildOrder): Promise<void> {
  const db = connectDatabase(place);
  const sources = { store: new CatalogStore(db), identities: new IdentityStore(db), embedded: loadEmbedded() };
  try {
    const { snapshot, newNames } = await buildCatalog(sources, input);
    const { sent, handedOver } = toSend(snapshot);
    port.postMessage({ snapshot: sent, newNames } satisfies FromBuilder, handedOver);
  } finally {
    await db.destroy();
  }
}
