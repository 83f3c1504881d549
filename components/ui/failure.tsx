"use client";

import { useEffect, useState } from "react";

interface FailureProps {
  error: unknown;
  retry: () => void;
}

/** What happened, whether trying again can help, and the id by which the operator finds it in the log. */
export function Failure({ error, retry }: FailureProps) {
  const [requestId, setRequestId] = useState<string>();
  useEffect(() => setRequestId(document.documentElement.dataset.requestId), []);
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const local = error instanceof Error && digest === undefined ? error.message : undefined;
  return (
    <div className="page py-16" role="alert">
      <p className="text-text-3">Error</p>
      <h1>Something went wrong on our side</h1>
      <p className="mt-1 max-w-prose text-text-3">{local ?? "The page could not be loaded."} Try again in a moment.</p>
      <div className="my-5 flex gap-2">
        <button type="button" className="button button-strong" onClick={retry}>
          Try again
        </button>
        <a href="/models" className="button">
          All models
        </a>
      </div>
      <p className="font-mono text-tiny text-text-3">
        {[requestId && `request ${requestId}`, digest && `error ${digest}`].filter(Boolean).join(" · ")}
      </p>
    </div>
  );
}
