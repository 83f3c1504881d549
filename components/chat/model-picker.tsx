"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ChatTarget } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { GatewayChoice } from "./gateway-choice";
import { useKnownModels } from "./model-facts";
import { ModelSearch } from "./model-search";

interface ModelPickerProps {
  /** The current target; null to add one. */
  target: ChatTarget | null;
  /** Whether another target is the same already. */
  taken: (target: ChatTarget) => boolean;
  pick: (target: ChatTarget) => void;
  remove: (() => void) | null;
  close: () => void;
}

/** Chooses a model by its name, with its gateways next to it; the search starts when the picker is opened. */
export function ModelPicker({ target, taken, pick, remove, close }: ModelPickerProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const panel = root.current?.closest("[popover]");
    const toggled = (event: Event) => setOpen((event as ToggleEvent).newState === "open");
    panel?.addEventListener("beforetoggle", toggled);
    return () => panel?.removeEventListener("beforetoggle", toggled);
  }, []);
  return (
    <div ref={root} className="contents">
      {open && <OpenPicker target={target} taken={taken} pick={pick} remove={remove} close={close} />}
    </div>
  );
}

function OpenPicker({ target, taken, pick, remove, close }: ModelPickerProps) {
  const [active, setActive] = useState<Model>();
  const models = useKnownModels();
  const at = (model: string) => ({ model, gateway: null });
  const shown = active ?? (target ? models.get(target.model) : undefined);
  const choose = (fresh: ChatTarget) => {
    close();
    pick(fresh);
  };
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto] md:grid-cols-[minmax(0,1fr)_14.75rem] md:grid-rows-1">
      <ModelSearch
        taken={(id) => taken(at(id))}
        chosen={target?.model}
        onPick={(id) => choose(at(id))}
        onActive={setActive}
      />
      <div className="flex min-h-0 flex-col border-line bg-panel max-md:max-h-[30dvh] max-md:border-t md:border-l">
        {shown && <GatewayChoice model={shown} target={target} taken={taken} pick={choose} />}
        {remove && (
          <Button
            size="sm"
            variant="quiet"
            icon="x"
            className="m-1.5 mt-auto"
            onClick={() => {
              close();
              remove();
            }}
          >
            Remove from this chat
          </Button>
        )}
      </div>
    </div>
  );
}
