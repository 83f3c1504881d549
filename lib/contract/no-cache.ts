/** Marks content that is valid for one request only: the page cache does not store such a page. */
export const NO_CACHE = { "data-once": "" };
