"use client";

import { useKey } from "@/components/auth/use-key";
import { loginPath } from "@/lib/client/next-path";
import { AccountFacts } from "./account-facts";
import { GatewayKeys } from "./gateway-keys";
import { Keys } from "./keys";
import { Usage } from "./usage";
import { useHashTarget } from "./use-hash-target";

/** All settings of the signed-in user. */
export function Settings() {
  const key = useKey();
  if (key === undefined) return <p role="status">Loading…</p>;
  if (key === null) {
    return (
      <p>
        You are not signed in.{" "}
        <a className="link" href={loginPath("/settings")}>
          Sign in
        </a>{" "}
        to create API keys and see what they cost.
      </p>
    );
  }
  return <SignedIn />;
}

function SignedIn() {
  useHashTarget();
  return (
    <>
      <AccountFacts />
      <Keys />
      <GatewayKeys />
      <Usage />
    </>
  );
}
