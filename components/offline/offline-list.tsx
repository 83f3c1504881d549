"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Browse } from "@/components/models/browse";
import { buildPage } from "@/components/models/build-page";
import { indexedList } from "@/components/models/indexed-list";
import { cacheList } from "@/components/models/use-indexed-list";
import { dayOf } from "@/lib/models/search";
import { SavedListNotice } from "./offline-notice";
import { useSaved } from "./saved-context";

/** The saved index's name; the service worker returns it for any unknown hash. */
const HASH = "saved";

export function OfflineList() {
  const { index, at, now } = useSaved();
  const params = useSearchParams();
  const [start] = useState(() => {
    cacheList(HASH, indexedList(index));
    const today = dayOf(new Date(at ?? now).toISOString());
    return buildPage(index, new URLSearchParams(params), { hash: HASH, bytes: 0, today });
  });
  return (
    <div className="page pt-4" data-bare="phone">
      <SavedListNotice />
      <Browse start={start} states={[]} now={now} look="table" />
    </div>
  );
}
