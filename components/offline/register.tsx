"use client";

import { useEffect } from "react";
import { cacheStyles } from "./cached-styles";

/** Starts the service worker, and hands it the page's styles, once the page has nothing better to do. */
export function RegisterWorker() {
  useEffect(() => {
    if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    const start = () => {
      navigator.serviceWorker
        .register("/sw.js")
        .then(cacheStyles)
        .catch((error: unknown) => console.warn("no browsing without a network:", error));
    };
    const later = () => ("requestIdleCallback" in window ? requestIdleCallback(start) : setTimeout(start, 1_000));
    if (document.readyState === "complete") later();
    else addEventListener("load", later, { once: true });
  }, []);
  return null;
}
