import type { Metadata } from "next";
import { Login } from "@/components/auth/login";
import { AskedSideBySide, TerminalPicture } from "@/components/auth/pictures";
import { Logo } from "@/components/shell/logo";
import { Icon } from "@/components/ui/icon";
import { safeNext } from "@/lib/client/next-path";
import { baseUrl } from "../base-url";
import { type SearchParams, urlParams } from "../search-params";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

const REASONS = [
  ["message-circle", "Chat with any model, side by side"],
  ["key-round", "Create API keys with limits"],
  ["chart-column", "See what every call cost"],
] as const;

/** Signs in, then returns to the previous page. */
export default async function LoginPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await urlParams(searchParams);
  const { PRIVY_APP_ID, PRIVY_API_URL } = process.env;
  const privy = PRIVY_APP_ID?.length === 25 ? { appId: PRIVY_APP_ID, apiUrl: PRIVY_API_URL || null } : null;
  return (
    <div
      data-bare="docs"
      className="grid min-h-[calc(100dvh-var(--header)-1px)] grid-cols-1 lg:grid-cols-2 max-md:min-h-0"
    >
      <div className="mx-auto grid w-full max-w-105 grid-cols-1 content-center gap-4 px-(--gutter) py-10 max-md:content-start max-md:py-8">
        <span
          aria-hidden="true"
          className="grid size-12 place-items-center rounded-panel border border-line bg-panel [&>svg]:size-6.5"
        >
          <Logo />
        </span>
        <Login next={safeNext(query.get("next"))} privy={privy} out={query.has("out")} />
        <noscript>
          <p>Signing in needs JavaScript. Browsing the models does not.</p>
        </noscript>
        <ul className="mt-4 grid gap-3 border-t border-line pt-6 text-text-2">
          {REASONS.map(([icon, text]) => (
            <li key={icon} className="flex items-center gap-2.75">
              <Icon name={icon} className="text-text-3" />
              {text}
            </li>
          ))}
        </ul>
      </div>
      <div className="grid place-items-center border-l border-line bg-panel p-10 max-lg:hidden">
        {privy ? <AskedSideBySide /> : <TerminalPicture url={await baseUrl()} />}
      </div>
    </div>
  );
}
