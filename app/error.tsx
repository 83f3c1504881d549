"use client";

import { Failure } from "@/components/ui/failure";

/** Replaces a page that failed; header and footer stay. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure error={error} retry={retry} />;
}
