"use client";

import { Chip } from "@/components/ui/chip";
import { Logo } from "@/components/ui/icon";
import type { ChatTarget } from "@/lib/contract/conversation";
import { displayName } from "@/lib/models/format";
import type { SuggestedModel } from "./default-model";
import { ADD_MODEL, focusFirst, MESSAGE_FIELD } from "./focus";

interface StartProps {
  popular: readonly SuggestedModel[];
  targets: readonly ChatTarget[];
  choose: (targets: readonly ChatTarget[]) => void;
}

/** Models to begin a conversation with, below its field. */
export function Start({ popular, targets, choose }: StartProps) {
  const [only, ...rest] = targets;
  return (
    <ul
      aria-label="Popular models"
      className="mx-auto flex max-w-190 flex-wrap justify-center gap-2 px-5 pt-1 max-md:order-1 max-md:pb-4 md:mb-auto short:hidden"
    >
      {popular.map(({ id, name, author }) => {
        const on = rest.length === 0 && only?.model === id && !only.gateway;
        return (
          <li key={id}>
            <Chip
              active={on}
              aria-pressed={on}
              className="min-h-8.5! px-3! font-medium"
              onClick={() => {
                choose([{ model: id, gateway: null }]);
                if (matchMedia("(pointer: fine)").matches) focusFirst([MESSAGE_FIELD]);
              }}
            >
              <Logo of={author} name={name} className="size-4 text-text" />
              {displayName(name)}
            </Chip>
          </li>
        );
      })}
      <li>
        <Chip
          icon="columns-2"
          className="min-h-8.5! px-3! font-medium"
          onClick={() => document.getElementById(ADD_MODEL)?.click()}
        >
          Side by side
        </Chip>
      </li>
    </ul>
  );
}
