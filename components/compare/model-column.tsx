"use client";

import { lazy, Suspense, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { ADD_MODEL } from "./remove-link";

/** Fetched on first use. */
const FindModel = lazy(() => import("./find-model").then((module) => ({ default: module.FindModel })));

const TILE = "grid w-full justify-items-center gap-2 px-2 py-8 text-note text-text-3 hover:bg-hover hover:text-text";

/** The last column of a comparison: a search for one more model. */
export function ModelColumn({ ids, rest }: { ids: readonly string[]; rest: string }) {
  const panel = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const text = (
    <>
      <span className="grid size-8 place-items-center rounded-field border border-dashed border-edge">
        <Icon name="plus" />
      </span>
      Add model
    </>
  );
  return (
    <Popover
      trigger={{ id: ADD_MODEL, text, className: `needs-script ${TILE}` }}
      label="Add a model"
      sheet
      panelRef={panel}
      onOpen={() => setOpened(true)}
      className="flex-col md:w-120 open:flex max-md:h-[70dvh] md:h-110"
      inside="flex min-h-0 flex-1 flex-col"
    >
      <Suspense fallback={<Skeleton />}>
        {opened && <FindModel ids={ids} rest={rest} onPick={() => panel.current?.hidePopover()} />}
      </Suspense>
    </Popover>
  );
}
