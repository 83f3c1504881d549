"use client";

import { useState } from "react";
import { copyText } from "./copy";
import { IconButton } from "./icon-button";

const SHOWN_MS = 1_500;

/** Copies text; its icon and the status region confirm it. */
export function CopyButton({ text, label, size = "sm" }: { text: string; label: string; size?: "sm" | "md" }) {
  const [done, setDone] = useState<boolean | null>(null);
  const copy = async () => {
    setDone(await copyText(text));
    setTimeout(() => setDone(null), SHOWN_MS);
  };
  return (
    <IconButton
      icon={done === null ? "copy" : done ? "check" : "x"}
      label={label}
      tip={done === null ? "Copy" : done ? "Copied" : "Couldn’t copy"}
      size={size}
      className="needs-script"
      onClick={copy}
    />
  );
}
