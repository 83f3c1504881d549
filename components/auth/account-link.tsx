"use client";

import { usePathname } from "next/navigation";
import { openPanel } from "@/components/shell/open-panel";
import { switchTheme } from "@/components/shell/theme";
import { LinkButton } from "@/components/ui/button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { loginPath } from "@/lib/client/next-path";
import { useKey } from "./use-key";

const ITEMS: readonly MenuItem[] = [
  { label: "Settings", icon: "settings", href: "/settings" },
  { label: "Usage", icon: "chart-column", href: "/settings#usage" },
  { label: "Switch theme", icon: "moon", onSelect: switchTheme },
  { label: "Keyboard shortcuts", icon: "keyboard", onSelect: () => openPanel("keys") },
  { label: "Sign out", icon: "log-out", href: "/login?out", separate: true },
];

/** "Sign in", or the account menu. Plain links, because the login page has its own CSP. */
export function AccountLink() {
  const key = useKey();
  const path = usePathname();
  if (key) {
    const trigger = { icon: "circle-user-round", label: "Account", className: "ml-1.5" } as const;
    return <Menu trigger={trigger} label="Account" items={ITEMS} />;
  }
  return (
    <LinkButton
      href={loginPath(path)}
      className="ml-1.5"
      onClick={(event) => {
        // The query and hash are only known in the browser.
        event.currentTarget.href = loginPath(location.pathname + location.search);
      }}
    >
      Sign in
    </LinkButton>
  );
}
