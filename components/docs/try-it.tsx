"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { TryItProps } from "./request-code";

/** Fetched on first use. */
const TryForm = lazy(() => import("./try-form").then((module) => ({ default: module.TryForm })));

/** A form that sends a real request, and shows it as a curl command. */
export function TryIt(props: TryItProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="needs-script">
      <Button size="sm" icon="play" aria-expanded={open} onClick={() => setOpen(!open)}>
        Try it<span className="sr-only">: {props.name}</span>
        <Icon name={open ? "chevron-up" : "chevron-down"} size={14} className="text-text-3" />
      </Button>
      {open && (
        <Suspense fallback={<p className="py-3 text-note text-text-3">Loading…</p>}>
          <TryForm {...props} />
        </Suspense>
      )}
    </div>
  );
}
