/** An attribute of what a page shows for now only: the front door makes such a page anew for the next visitor. */
export const NO_CACHE = { "data-once": "" };
