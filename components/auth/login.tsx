"use client";

import dynamic from "next/dynamic";
import { Component, type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/client/api";
import { storeKey } from "@/lib/client/key";
import { takeSignOut } from "@/lib/client/session";
import { LocalSignIn } from "./local-sign-in";
import { Unavailable } from "./unavailable";
import { useKey } from "./use-key";

const PrivyIsland = dynamic(() => import("./privy-island"), {
  ssr: false,
  loading: () => <p role="status">Loading…</p>,
});

interface LoginProps {
  /** Where to go after signing in; validated by the page. */
  next: string;
  /** Null when the operator signs in with a code. */
  privy: { appId: string; apiUrl: string | null } | null;
  /** Whether the URL asks to sign out; any link can, so it needs a click on this site too. */
  out: boolean;
}

/** Signs in or out, and continues. The sign-in service is not needed when there is a key. */
export function Login({ next, privy, out }: LoginProps) {
  const key = useKey();
  const [confirming, setConfirming] = useState(out);
  const [isSigningOut, setIsSigningOut] = useState(false);
  const [hasSignedOut, setHasSignedOut] = useState(false);
  useEffect(() => {
    if (out && takeSignOut()) setIsSigningOut(true);
  }, [out]);
  useEffect(() => {
    if (!isSigningOut) return;
    setHasSignedOut(true);
    signOut().finally(() => {
      // The next person who signs in here returns to this URL, which must not sign them out again.
      const url = new URL(location.href);
      url.searchParams.delete("out");
      history.replaceState(history.state, "", url);
      setIsSigningOut(false);
      setConfirming(false);
    });
  }, [isSigningOut]);
  useEffect(() => {
    if (key && !isSigningOut && !confirming) location.replace(next);
  }, [key, isSigningOut, confirming, next]);
  if (key && confirming && !isSigningOut) {
    return (
      <>
        <h1 className="text-doc">Sign out?</h1>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setConfirming(false)}>Stay signed in</Button>
          <Button variant="primary" onClick={() => setIsSigningOut(true)}>
            Sign out
          </Button>
        </div>
      </>
    );
  }
  const isWaiting = key === undefined || key || isSigningOut;
  return (
    <>
      <h1 className="text-doc">{isSigningOut ? "Sign out" : "Sign in to Gatewayz"}</h1>
      {isWaiting ? (
        <p role="status">{isSigningOut ? "Signing out…" : "Loading…"}</p>
      ) : privy ? (
        <AuthBoundary>
          <PrivyIsland appId={privy.appId} apiUrl={privy.apiUrl} out={hasSignedOut} />
        </AuthBoundary>
      ) : (
        <LocalSignIn />
      )}
    </>
  );
}

/** Revokes the key on the server too; removes it here even if the server cannot be reached. */
async function signOut(): Promise<void> {
  await api("/v1/keys/current", { method: "DELETE" }).catch(() => {});
  storeKey(null);
}

/** Shows an error instead of an empty page when the sign-in library breaks. */
class AuthBoundary extends Component<{ children: ReactNode }, { broken: string | null }> {
  override state = { broken: null };

  static getDerivedStateFromError(error: Error) {
    return { broken: error.message };
  }

  override render() {
    return this.state.broken === null ? this.props.children : <Unavailable reason={this.state.broken} />;
  }
}
