"use client";

import { Failure } from "@/components/ui/failure";
import "./globals.css";

/** Shown when even the layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Error · Gatewayz</title>
        <header className="page py-4">
          <a href="/" className="font-semibold">
            Gatewayz
          </a>
        </header>
        <main>
          <Failure error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
