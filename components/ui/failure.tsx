"use client";

import { useEffect, useState } from "react";
import { Button, LinkButton } from "./button";
import { EmptyState } from "./empty-state";

interface FailureProps {
  error: unknown;
  retry: () => void;
}

/** An error page with the request ID that the operator finds in the log. */
export function Failure({ error, retry }: FailureProps) {
  const [requestId, setRequestId] = useState<string>();
  useEffect(() => setRequestId(document.documentElement.dataset.requestId), []);
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const local = error instanceof Error && digest === undefined ? error.message : undefined;
  return (
    <div className="page py-8" role="alert">
      <EmptyState
        level={1}
        icon="circle-alert"
        title="Something went wrong on our side"
        text={`${local ?? "The page could not be loaded."} Try again in a moment.`}
      >
        <span className="flex justify-center gap-2">
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <LinkButton href="/models">All models</LinkButton>
        </span>
        <p className="mt-5 font-mono text-tiny whitespace-pre-line text-text-3">
          {[requestId && `request ${requestId}`, digest && `error ${digest}`].filter(Boolean).join("\n")}
        </p>
      </EmptyState>
    </div>
  );
}
