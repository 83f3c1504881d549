"use client";

import { useRef } from "react";
import { announce } from "@/components/ui/announce";
import { Icon, Logo } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import type { ChatTarget } from "@/lib/contract/conversation";
import { ADD_MODEL, FIRST_MODEL, focusFirst } from "./focus";
import { useGatewayName } from "./gateway-facts";
import { useModelFacts } from "./model-facts";
import { ModelPicker } from "./model-picker";
import { MAX_TARGETS } from "./targets";
import { isSameTarget } from "./use-targets";

interface ModelChipsProps {
  targets: readonly ChatTarget[];
  change: (targets: readonly ChatTarget[]) => void;
}

const chipId = (index: number) => (index === 0 ? FIRST_MODEL : `model-${index}`);
const PANEL =
  "h-[min(26rem,70dvh)] w-[min(47.5rem,calc(100vw-1.25rem))] flex-col overflow-hidden rounded-palette open:flex max-md:h-[80dvh]";
const COLUMN = "flex min-h-0 flex-1 flex-col";
const CHIP =
  "touch-target inline-flex h-8.5 min-w-0 items-center gap-2 rounded-button px-2.25 text-cell font-medium whitespace-nowrap hover:bg-hover aria-expanded:bg-hover";

/** One to four different targets. Each is a chip that opens the picker. */
export function ModelChips({ targets, change }: ModelChipsProps) {
  const nameOf = useGatewayName();
  const facts = useModelFacts();
  const set = (fresh: ChatTarget, at: number) => {
    change(at < targets.length ? targets.map((target, i) => (i === at ? fresh : target)) : [...targets, fresh]);
    announce(`${facts(fresh.model).name}, ${fresh.gateway ? nameOf(fresh.gateway) : "cheapest gateway"}`, "model");
  };
  const remove = (at: number) => {
    focusFirst([chipId(0)]);
    announce(`${facts(targets[at]?.model ?? "").name} removed`, "model");
    change(targets.filter((_, i) => i !== at));
  };
  const taken = (target: ChatTarget, at: number) => targets.some((other, i) => i !== at && isSameTarget(target, other));
  const several = targets.length > 1;
  return (
    <>
      <span className="mx-1 h-4.5 w-px flex-none bg-line max-md:mx-0.5" />
      {targets.map((target, i) => (
        <ModelChip
          // biome-ignore lint/suspicious/noArrayIndexKey: a chip stays the same while its model changes.
          key={i}
          id={chipId(i)}
          target={target}
          otherCount={targets.length - 1}
          taken={(other) => taken(other, i)}
          pick={(fresh) => set(fresh, i)}
          remove={several ? () => remove(i) : null}
        />
      ))}
      {several && (
        <span className="truncate text-note font-medium md:hidden">
          {targets.length}
          <span className={targets.length < MAX_TARGETS ? "max-[22rem]:sr-only" : "max-[28rem]:sr-only"}> models</span>
        </span>
      )}
      {(targets.length === 0 || targets.length < MAX_TARGETS) && (
        <PickerPopover
          key={`add ${targets.length}`}
          trigger={{
            id: ADD_MODEL,
            icon: "plus",
            label: targets.length === 0 ? "Choose a model" : "Add a model to compare",
          }}
          target={null}
          taken={(other) => taken(other, -1)}
          pick={(fresh) => set(fresh, targets.length)}
          remove={null}
        />
      )}
    </>
  );
}

type ModelChipProps = Omit<PickerPopoverProps, "trigger" | "target"> & {
  id: string;
  target: ChatTarget;
  /** The number of other chips. With others, it shows only its logo on a phone, and its name on wider screens. */
  otherCount: number;
};

function ModelChip({ id, otherCount, ...rest }: ModelChipProps) {
  const brief = otherCount > 0;
  const { model, gateway } = rest.target;
  const gatewayName = useGatewayName();
  const { name, author } = useModelFacts()(model);
  const gatewayText = gateway ? gatewayName(gateway) : "Cheapest";
  const text = (
    <>
      <Logo of={author} name={name} />
      <span className="sr-only">Model </span>
      <span className={`truncate ${brief ? "max-md:sr-only" : ""}`}>{name}</span>
      <span
        className={`comma-before font-normal text-text-3 ${otherCount > 1 || (brief && !gateway) ? "sr-only" : "max-md:sr-only"}`}
      >
        {gatewayText}
      </span>
      <Icon
        name="chevron-down"
        size={14}
        className={`text-text-3 ${otherCount > 1 ? "hidden" : brief ? "max-md:hidden" : ""}`}
      />
    </>
  );
  const className = `${CHIP} ${brief ? "max-md:flex-none max-md:px-1.5" : ""}`;
  return <PickerPopover {...rest} trigger={{ id, tip: `${model} · ${gatewayText}`, className, text }} />;
}

type PickerPopoverProps = Omit<React.ComponentProps<typeof ModelPicker>, "close"> & {
  trigger: React.ComponentProps<typeof Popover>["trigger"];
};

function PickerPopover({ trigger, ...rest }: PickerPopoverProps) {
  const panel = useRef<HTMLDivElement>(null);
  return (
    <Popover trigger={trigger} label="Choose a model" sheet panelRef={panel} className={PANEL} inside={COLUMN}>
      <ModelPicker {...rest} close={() => panel.current?.hidePopover()} />
    </Popover>
  );
}
