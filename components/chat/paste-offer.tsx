"use client";

import { type RefObject, useEffect, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { countText } from "@/lib/models/format";
import { pastedFiles } from "./read-file";

/** Pasted text of this length is offered as a file, in characters. */
const MIN_LENGTH = 4_000;

interface PasteOfferProps {
  draft: string;
  field: RefObject<HTMLTextAreaElement | null>;
  change: (draft: string) => void;
  attach: (file: File) => void;
}

/** Offers to attach a long pasted text as a file instead. */
export function PasteOffer({ draft, field, change, attach }: PasteOfferProps) {
  const [pasted, setPasted] = useState<string | null>(null);
  useEffect(() => {
    const { current } = field;
    if (!current) return;
    const listen = (event: ClipboardEvent) => {
      const { clipboardData: data } = event;
      const text = data?.getData("text/plain").replace(/\r\n?/g, "\n") ?? "";
      if (!data || text.length < MIN_LENGTH || pastedFiles(data).length > 0) return;
      setPasted(text);
      announce(`Pasted ${countText(text.length)} characters. You can attach them as a file.`, "paste");
    };
    current.addEventListener("paste", listen);
    return () => current.removeEventListener("paste", listen);
  }, [field]);
  if (pasted === null || !draft.includes(pasted)) return null;
  const leave = () => {
    setPasted(null);
    field.current?.focus();
  };
  return (
    <div className="flex items-center gap-2 border-t border-line py-1 pr-2 pl-4.5 text-note text-text-2">
      <span className="min-w-0 flex-1 truncate">Pasted {countText(pasted.length)} characters</span>
      <Button
        size="sm"
        icon="file-text"
        onClick={() => {
          change(draft.replace(pasted, () => ""));
          attach(new File([pasted], "Pasted text.txt", { type: "text/plain" }));
          leave();
        }}
      >
        Attach as a file
      </Button>
      <IconButton icon="x" label="Keep as text" size="sm" onClick={leave} />
    </div>
  );
}
