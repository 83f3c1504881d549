"use client";

import { usePathname } from "next/navigation";
import { lazy, Suspense } from "react";

/** Every page includes the not-found view, so its parts are loaded only when shown. */
const NearSearch = lazy(() => import("./near-search").then((module) => ({ default: module.NearSearch })));

/** For a URL without a page: the search is filled with the requested model, with similar models below. */
export function NearModels() {
  const path = usePathname();
  return (
    <Suspense>
      <NearSearch path={path} />
    </Suspense>
  );
}
