"use client";

import { Logo } from "@/components/shell/logo";
import { Failure } from "@/components/ui/failure";
import { mono, sans } from "./fonts";
import "./globals.css";

/** The theme that was chosen; the layout, which reads it too, failed. */
const chosenTheme = () => /(?:^|; )theme=(dark|light)(?:;|$)/.exec(globalThis.document?.cookie ?? "")?.[1];

/** Shown when even the layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`} data-theme={chosenTheme()}>
      <body>
        <title>Error · Gatewayz</title>
        <header className="border-b border-line">
          <div className="page flex h-[calc(var(--header)-1px)] items-center">
            <a href="/" className="inline-flex min-h-8 items-center gap-2.25 text-chat font-semibold tracking-tight">
              <Logo />
              Gatewayz
            </a>
          </div>
        </header>
        <main>
          <Failure error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
