import type { Metadata } from "next";
import { Login } from "@/components/auth/login";
import { safeNext } from "@/lib/client/next-path";
import { type SearchParams, urlParams } from "../search-params";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

/** Sign in, and go on to where one came from. */
export default async function LoginPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await urlParams(searchParams);
  const { PRIVY_APP_ID, PRIVY_API_URL } = process.env;
  const privy = PRIVY_APP_ID?.length === 25 ? { appId: PRIVY_APP_ID, apiUrl: PRIVY_API_URL || null } : null;
  return (
    <div className="page pt-12 pb-16 max-md:pt-8">
      <div className="mx-auto grid max-w-sm gap-4">
        <Login next={safeNext(query.get("next"))} privy={privy} out={query.has("out")} />
        <noscript>
          <p>Signing in needs JavaScript. Browsing the models does not.</p>
        </noscript>
      </div>
    </div>
  );
}
