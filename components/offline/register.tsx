"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { isModelPath } from "./saved-page";

/** Starts the service worker, and has it save each visited model page once the browser is idle. */
export function RegisterWorker() {
  const pathname = usePathname();
  useEffect(() => whenIdle(startWorker), []);
  useEffect(() => (isModelPath(pathname) ? whenIdle(saveThisPage) : undefined), [pathname]);
  return null;
}

function startWorker(): void {
  if (process.env.NODE_ENV !== "production") return;
  navigator.serviceWorker
    ?.register("/sw.js")
    .catch((error: unknown) => console.warn("no browsing without a network:", error));
}

async function saveThisPage(): Promise<void> {
  const path = location.pathname + location.search;
  const worker = await navigator.serviceWorker?.ready;
  worker?.active?.postMessage(path);
}

/** Calls `work` when the page is loaded and idle. Returns a function that cancels it. */
function whenIdle(work: () => void): () => void {
  let stopped = false;
  const start = () => stopped || work();
  const later = () => ("requestIdleCallback" in window ? requestIdleCallback(start) : setTimeout(start, 1_000));
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
  return () => {
    stopped = true;
  };
}
