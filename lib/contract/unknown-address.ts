/** No page is below it: what is not found is rendered as if it were there. */
export const UNKNOWN_ADDRESS = "/unknown-address";
