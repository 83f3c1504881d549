/** The views of the list on a desktop screen; on a phone, it always has cards. */
export const VIEWS = ["table", "compact", "cards"] as const;
export type View = (typeof VIEWS)[number];
