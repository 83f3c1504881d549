import type { IconName } from "@/components/ui/icon-names";

export interface MainPage {
  href: string;
  name: string;
  icon: IconName;
}

/** The main pages in order; on phones, the first few are in the tab bar and the others under "More". */
export const PAGES: readonly MainPage[] = [
  { href: "/models", name: "Models", icon: "layers" },
  { href: "/chat", name: "Chat", icon: "message-circle" },
  { href: "/compare", name: "Compare", icon: "columns-3" },
  { href: "/gateways", name: "Gateways", icon: "server" },
  { href: "/changes", name: "Changes", icon: "history" },
  { href: "/docs", name: "Docs", icon: "book-open" },
];

export const IN_TAB_BAR = 4;
