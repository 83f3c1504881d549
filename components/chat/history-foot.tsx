"use client";

import { useKey } from "@/components/auth/use-key";
import { useData } from "@/components/data/query";
import { NavLinks } from "@/components/shell/nav-links";
import { PAGES } from "@/components/shell/pages";
import { Link } from "@/components/ui/link";
import { spentThisMonth } from "@/lib/client/chat";
import { besideListKey } from "./use-sessions";

const LINK =
  "flex min-h-11 items-center gap-2.5 rounded-button px-3 text-cell text-text-2 active:bg-press aria-[current]:hidden";

/** This month's spend and, where the page has no header, links to the other pages. */
export function HistoryFoot() {
  const key = useKey();
  const { data: spent } = useData({
    queryKey: besideListKey(key, "spent"),
    queryFn: ({ signal }) => spentThisMonth(signal),
    enabled: Boolean(key),
  });
  return (
    <div className="flex-none border-t border-line py-2 short:py-1">
      {spent !== undefined && (
        <Link
          href="/settings"
          className="flex min-h-8.5 items-center justify-between rounded-button px-3 text-note text-text-3 hover:bg-hover"
        >
          Spent this month<span className="font-medium whitespace-pre text-text-2">{` $${spent.toFixed(2)}`}</span>
        </Link>
      )}
      <nav aria-label="Main" className="hidden grid-cols-2 headless:grid">
        <NavLinks pages={[{ href: "/", name: "Home", icon: "compass" }, ...PAGES]} link={LINK} icons={16} />
      </nav>
    </div>
  );
}
