"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { diagramPage } from "./diagram-frame";

const LIBRARY = new URL("@mermaid-js/tiny/dist/mermaid.tiny.js", import.meta.url);

/** The source of a Mermaid diagram, and the diagram on request. */
export function Diagram({ code, source }: { code: string; source: ReactNode }) {
  const [drawn, setDrawn] = useState<string | null>(null);
  return (
    <div className="space-y-2">
      {source}
      {drawn === code ? <Drawing code={code} /> : <Button onClick={() => setDrawn(code)}>Draw diagram</Button>}
    </div>
  );
}

/** Drawn in a frame of opaque origin without network, because a model wrote it. */
function Drawing({ code }: { code: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [page] = useState(() => {
    const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
    return diagramPage(LIBRARY.href, nonce, isDark());
  });
  const [height, setHeight] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent<{ ready?: true; height?: number; error?: string }>) => {
      const target = frame.current?.contentWindow;
      if (!target || source !== target) return;
      if (data.ready) target.postMessage({ code, dark: isDark() }, "*");
      else if (typeof data.height === "number") setHeight(Math.min(data.height, MAX_HEIGHT));
      else setError(String(data.error));
    };
    addEventListener("message", listen);
    return () => removeEventListener("message", listen);
  }, [code]);
  if (error !== null) return <p className="text-note text-bad">Couldn’t draw the diagram: {error}</p>;
  return (
    <>
      {height === null && <p className="text-note text-text-3">Drawing…</p>}
      <iframe
        ref={frame}
        title="Diagram"
        sandbox="allow-scripts"
        srcDoc={page}
        className="w-full border-0"
        style={{ height: height ?? 0 }}
      />
    </>
  );
}

/** In px; the frame reports its height itself. */
const MAX_HEIGHT = 4_000;

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
