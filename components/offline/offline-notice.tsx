"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ageText } from "@/lib/models/format";
import { savedAt } from "./saved-at";
import { useSaved } from "./saved-context";

export function TryAgain({ size }: { size?: "sm" }) {
  return (
    <Button {...(size && { size })} onClick={() => location.reload()}>
      Try again
    </Button>
  );
}

function OfflineNotice({ children }: { children: ReactNode }) {
  return (
    <div role="status">
      <Notice icon="wifi-off" action={<TryAgain size="sm" />}>
        You’re offline. {children}
      </Notice>
    </div>
  );
}

export function SavedListNotice() {
  const { at, now } = useSaved();
  return <OfflineNotice>Showing models saved {at === null ? "earlier" : `${ageText(now - at)} ago`}.</OfflineNotice>;
}

/** On a page saved on this device: its age. */
export function SavedPageNotice() {
  const [saved, setSaved] = useState<string | null>(null);
  useEffect(() => {
    const at = savedAt();
    if (at !== null) setSaved(ageText(Date.now() - at));
  }, []);
  return saved && <OfflineNotice>This page was saved {saved} ago.</OfflineNotice>;
}
