"use client";

import { PrivyProvider, usePrivy } from "@privy-io/react-auth";
import { useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { exchangeToken } from "@/lib/client/session";
import { PrivyForms } from "./privy-forms";
import { Unavailable } from "./unavailable";

/** Timeout for the service to become ready, in ms; it reports no failure itself. */
const READY_MS = 10_000;

interface PrivyIslandProps {
  appId: string;
  apiUrl: string | null;
  /** Whether to sign out of the service too. */
  out: boolean;
}

/** Everything that calls the sign-in library, loaded only on the login page. */
export default function PrivyIsland({ appId, apiUrl, out }: PrivyIslandProps) {
  return (
    <PrivyProvider
      appId={appId}
      {...(apiUrl ? { apiUrl } : {})}
      config={{
        loginMethods: ["email", "google", "github"],
        externalWallets: { disableAllExternalWallets: true, walletConnect: { enabled: false } },
        embeddedWallets: {
          ethereum: { createOnLogin: "off" },
          solana: { createOnLogin: "off" },
          showWalletUIs: false,
        },
      }}
    >
      <Session out={out} />
    </PrivyProvider>
  );
}

/** Waits for the service with a timeout, and exchanges its token; the only place that does. */
function Session({ out }: { out: boolean }) {
  const { ready, authenticated, user, getAccessToken, logout } = usePrivy();
  const [late, setLate] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isSigningOut = useRef(out);
  const exchanged = useRef<string | null>(null);
  useEffect(() => {
    if (ready) return;
    const timer = setTimeout(() => setLate(true), READY_MS);
    return () => clearTimeout(timer);
  }, [ready]);
  useEffect(() => {
    if (!ready) return;
    if (!authenticated || !user) {
      isSigningOut.current = false;
      return;
    }
    if (isSigningOut.current) {
      isSigningOut.current = false;
      logout().catch(() => setFailure("Couldn’t sign you out of the sign-in service. Close the browser to be safe."));
      return;
    }
    if (exchanged.current === user.id) return;
    exchanged.current = user.id;
    const exchange = async () => {
      const token = await getAccessToken();
      if (!token) throw new Error("Your sign-in expired. Sign in again.");
      await exchangeToken(token, { user: { id: user.id, linked_accounts: hintsOf(user.linkedAccounts) } });
      announce("Signed in", "sign-in");
    };
    exchange().catch((error: Error) => {
      exchanged.current = null;
      setFailure(error.message);
    });
  }, [ready, authenticated, user, getAccessToken, logout]);
  if (failure && authenticated) return <Unavailable reason={failure} />;
  if (!ready && late) return <Unavailable reason="The sign-in service isn’t responding." />;
  if (ready && authenticated) return <p role="status">Signing you in…</p>;
  return <PrivyForms ready={ready} />;
}

function hintsOf(accounts: readonly object[]): object[] {
  return accounts.map((account) => {
    const { type, address, email, name, username } = account as Record<string, unknown>;
    return { type, address, email, name, username };
  });
}
