"use client";

import { usePathname } from "next/navigation";
import { loginPath } from "@/lib/client/next-path";
import { useKey } from "./use-key";

/** "Sign in", or the way to the account. Plain links: the login page comes with a policy of its own. */
export function AccountLink() {
  const key = useKey();
  const path = usePathname();
  if (key) {
    return (
      <a href="/settings" className="account-link" aria-current={path === "/settings" ? "page" : undefined}>
        Account
      </a>
    );
  }
  return (
    <a
      href={loginPath(path)}
      className="account-link"
      onClick={(event) => {
        // What stands in the address beside the path is only known in the browser.
        event.currentTarget.href = loginPath(location.pathname + location.search);
      }}
    >
      Sign in
    </a>
  );
}
