import type { Attachment } from "./read-file";

const DATABASE = "gatewayz";
const STORE = "draft-files";
/** Some browsers never answer when their storage is damaged. */
const MAX_LOADING_MS = 3_000;

/** The stored files of a draft; none if the browser blocks storage or takes longer than 3 s. */
export async function loadDraftFiles(draft: string): Promise<readonly Attachment[]> {
  const stored = inStore("readonly", (store) => store.get(draft)).catch(() => undefined);
  const tooLate = new Promise<undefined>((resolve) => setTimeout(resolve, MAX_LOADING_MS));
  return ((await Promise.race([stored, tooLate])) as Attachment[] | undefined) ?? [];
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
