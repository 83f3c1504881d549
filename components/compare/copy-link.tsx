"use client";

import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy";
import { toast } from "@/components/ui/toast-store";

/** Copies the page's URL, which has its whole state. */
export function CopyLink() {
  const copy = async () => toast((await copyText(location.href)) ? "Link copied" : "Couldn’t copy the link");
  return (
    <Button size="sm" icon="link" className="needs-script" onClick={copy}>
      <span className="max-md:sr-only">Copy link</span>
    </Button>
  );
}
