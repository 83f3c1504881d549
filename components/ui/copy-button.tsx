"use client";

import { useState } from "react";

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<"copy" | "copied" | "failed">("copy");
  const copy = async () => {
    setState(
      await navigator.clipboard.writeText(text).then(
        () => "copied" as const,
        () => "failed" as const,
      ),
    );
    setTimeout(() => setState("copy"), 1_500);
  };
  return (
    <button type="button" className="copy needs-script" onClick={copy} aria-label={label}>
      <span aria-live="polite">{state}</span>
    </button>
  );
}
