"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { Link } from "@/components/ui/link";
import { loginPath } from "@/lib/client/next-path";
import type { Conversation } from "./use-conversation";

interface NoticesProps extends Pick<Conversation, "failure" | "lost" | "loading" | "ready" | "reload"> {
  /** No gateway can be called here without a key of one's own. */
  keyless: boolean;
  /** Signing in is needed, to send or to see the conversation. */
  signIn: "send" | "see" | null;
}

/** What stands between a conversation and its field: why something cannot be done, and what to do about it. */
export function Notices({ failure, lost, loading, ready, reload, keyless, signIn }: NoticesProps) {
  return (
    <div className="mx-auto grid w-full max-w-200 flex-none gap-2 px-5 not-empty:pb-2 max-md:px-2.5 print:hidden">
      {loading && !signIn && <p className="text-note text-text-3">Loading the chat…</p>}
      {lost && <Notice icon="wifi-off">You’re offline. The answer will appear when you reconnect.</Notice>}
      {failure && (
        <Notice icon="circle-alert" alert>
          {failure}
          {!ready && (
            <Button size="sm" className="ml-auto" onClick={reload}>
              Try again
            </Button>
          )}
        </Notice>
      )}
      {signIn && (
        <Notice icon="circle-user-round" alert>
          {signIn === "send" ? "Sign in to send. Your message is saved." : "Sign in to see this chat."}
          <a className="link ml-auto font-medium" href={loginPath(location.pathname + location.search)}>
            Sign in
          </a>
        </Notice>
      )}
      {keyless && (
        <Notice icon="key-round">
          <span>
            Add a gateway key in{" "}
            <Link className="link" href="/settings#gateway-keys">
              Settings
            </Link>{" "}
            to start chatting.
          </span>
        </Notice>
      )}
    </div>
  );
}

function Notice({ icon, alert, children }: { icon: IconName; alert?: boolean; children: ReactNode }) {
  return (
    <p
      role={alert ? "alert" : undefined}
      className="flex flex-wrap items-center gap-x-2.5 gap-y-1 rounded-panel border border-line bg-panel px-3.5 py-2.5 text-cell [overflow-wrap:anywhere]"
    >
      <Icon name={icon} className={alert ? "text-bad" : "text-text-3"} />
      {children}
    </p>
  );
}
