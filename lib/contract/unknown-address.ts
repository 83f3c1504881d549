/** A path without a page, so that the not-found page is rendered for it. */
export const UNKNOWN_ADDRESS = "/unknown-address";
