"use client";

import { useKey } from "@/components/auth/use-key";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { loginPath } from "@/lib/client/next-path";
import { AccountFacts } from "./account-facts";
import { Keys } from "./keys";
import { SettingsNav } from "./settings-nav";
import { Usage } from "./usage";
import { useHashTarget } from "./use-hash-target";

export function Settings() {
  const key = useKey();
  if (key === undefined) return <p role="status">Loading…</p>;
  if (key === null) {
    return (
      <EmptyState
        icon="circle-user-round"
        title="You’re not signed in"
        text="Sign in to create API keys and see what they cost."
      >
        <LinkButton variant="primary" href={loginPath("/settings")}>
          Sign in
        </LinkButton>
      </EmptyState>
    );
  }
  return <SignedIn />;
}

function SignedIn() {
  useHashTarget();
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-7 lg:grid-cols-[12.5rem_minmax(0,1fr)]">
      <SettingsNav />
      <div className="min-w-0">
        <Usage />
        <Keys />
        <AccountFacts />
      </div>
    </div>
  );
}
