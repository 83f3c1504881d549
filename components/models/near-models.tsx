"use client";

import { usePathname } from "next/navigation";
import { lazy, Suspense } from "react";
import { SearchForm } from "@/components/ui/search-form";
import { modelNameInPath } from "./broader-searches";

/** Every page carries what stands for one that is missing: the most of it is fetched when it is shown. */
const NearList = lazy(() => import("./near-list").then((module) => ({ default: module.NearList })));

/** For an address without a page: the search holds the model that was asked for, and below it stand those near it. */
export function NearModels() {
  const asked = modelNameInPath(usePathname());
  return (
    <>
      <SearchForm asked={asked} />
      <Suspense>
        <NearList asked={asked} />
      </Suspense>
    </>
  );
}
