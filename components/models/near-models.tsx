"use client";

import { usePathname } from "next/navigation";
import { lazy, Suspense } from "react";
import { SearchForm } from "@/components/ui/search-form";
import { modelNameInPath } from "./broader-searches";

/** Every page includes the not-found view, so most of it is loaded only when shown. */
const NearList = lazy(() => import("./near-list").then((module) => ({ default: module.NearList })));

/** For a URL without a page: a search for the requested model, and similar models. */
export function NearModels() {
  const name = modelNameInPath(usePathname());
  return (
    <>
      <SearchForm query={name} />
      <Suspense>
        <NearList name={name} />
      </Suspense>
    </>
  );
}
