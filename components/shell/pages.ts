/** The main pages in their order; on a phone the first few stand in the bar, the others behind "More". */
export const PAGES = [
  ["/models", "Models"],
  ["/chat", "Chat"],
  ["/compare", "Compare"],
  ["/gateways", "Gateways"],
  ["/changes", "Changes"],
  ["/docs", "Docs"],
] as const;

export const BOTTOM_BAR_PAGES = 4;
