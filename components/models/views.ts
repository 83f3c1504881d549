/** How the list is looked at on a desk; on a phone it is always cards. */
export const VIEWS = ["table", "compact", "cards"] as const;
/** One of them. */
export type View = (typeof VIEWS)[number];
