/** Marks content that is valid for this request only: the page cache does not store such a page. */
export const NO_CACHE = { "data-once": "" };
