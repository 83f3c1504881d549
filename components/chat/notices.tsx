"use client";

import { TryAgain } from "@/components/offline/offline-notice";
import { savedAt, useOffline } from "@/components/offline/saved-at";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { loginPath } from "@/lib/client/next-path";
import type { Conversation } from "./use-conversation";

interface NoticesProps extends Pick<Conversation, "failure" | "lost" | "ready" | "reload"> {
  /** No gateway can be called without the user's own key. */
  keyless: boolean;
  /** Why signing in is needed: to send, or to see the conversation; null if it is not. */
  signIn: "send" | "see" | null;
}

/** Messages above the message field: errors and missing setup, with actions. */
export function Notices({ failure, lost, ready, reload, keyless, signIn }: NoticesProps) {
  const offline = useOffline();
  const reloadButton = (
    <Button size="sm" onClick={reload}>
      Try again
    </Button>
  );
  const toLogin = signIn && (
    <a className="link font-medium" href={loginPath(location.pathname + location.search)}>
      Sign in
    </a>
  );
  return (
    <div className="mx-auto grid w-full max-w-200 flex-none gap-2 px-5 not-empty:pb-2 max-md:px-2.5 print:hidden">
      {lost && (
        <Notice tone="plain" icon="wifi-off">
          You’re offline. The answer will appear when you reconnect.
        </Notice>
      )}
      {offline && !lost && (
        <Notice tone="plain" icon="wifi-off" action={savedAt() !== null && <TryAgain size="sm" />}>
          You’re offline. What you type is saved on this device.
        </Notice>
      )}
      {failure && (
        <Notice tone="bad" icon="circle-alert" alert action={ready ? null : reloadButton}>
          {failure}
        </Notice>
      )}
      {signIn && (
        <Notice tone="bad" icon="circle-user-round" alert action={toLogin}>
          {signIn === "send" ? "Sign in to send. Your message is saved." : "Sign in to see this chat."}
        </Notice>
      )}
      {keyless && (
        <Notice tone="plain" icon="key-round">
          Add a gateway key in{" "}
          <Link className="link" href="/settings#gateway-keys">
            Settings
          </Link>{" "}
          to start chatting.
        </Notice>
      )}
    </div>
  );
}
