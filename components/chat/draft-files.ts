import type { Attachment } from "./read-file";

const DATABASE = "gatewayz";
const STORE = "draft-files";

/** The stored files of a draft; none if the browser blocks storage. */
export async function loadDraftFiles(draft: string): Promise<readonly Attachment[]> {
  const stored = await inStore("readonly", (store) => store.get(draft)).catch(() => undefined);
  return (stored as Attachment[] | undefined) ?? [];
}

/** Stores the files of a draft on this device; files that cannot be stored stay in the page only. */
export async function saveDraftFiles(draft: string, files: readonly Attachment[]): Promise<void> {
  await inStore("readwrite", (store) => (files.length > 0 ? store.put(files, draft) : store.delete(draft))).catch(
    () => undefined,
  );
}

async function inStore(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = (await resultOf(opening)) as IDBDatabase;
  try {
    return await resultOf(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function resultOf(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
