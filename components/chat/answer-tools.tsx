"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import type { Message } from "@/lib/contract/conversation";
import { modelPath } from "@/lib/models/ids";
import { FigureLine } from "./answer-figures";
import type { AnswerActions, AnswerProps } from "./answer-props";
import { Branches } from "./branches";
import { useGatewayName } from "./gateway-facts";
import { useKnownModels, useModelFacts } from "./model-facts";

/** The actions of an answer, and the figures of a single one. */
export function AnswerTools({
  message,
  text,
  actions,
  branch,
  branches,
  choose,
  siblings,
}: AnswerProps & { text: string }) {
  const nameOf = useGatewayName();
  const facts = useModelFacts();
  const model = useKnownModels().get(message.model ?? "");
  const running = message.state === "running";
  const name = facts(message.model ?? "").name;
  const items = menuItems(message, model?.source_gateways ?? [], actions, nameOf);
  return (
    <div className={`flex min-h-7 flex-wrap items-center gap-0.5 ${siblings ? "mx-3 mt-1 mb-1.5" : "mt-2.5 -ml-1.5"}`}>
      <span className="inline-flex items-center gap-0.5 pointer-coarse:gap-3 print:hidden">
        {!running && text.trim() !== "" && <CopyButton text={text} label={`Copy the answer of ${name}`} />}
        {!running && actions && (
          <IconButton
            icon="refresh-cw"
            label={`Regenerate the answer of ${name}`}
            tip="Regenerate"
            size="sm"
            onClick={() => actions.retry(message)}
          />
        )}
        {!running && actions && (
          <Menu
            trigger={{ icon: "ellipsis", label: `More for the answer of ${name}`, tip: "More", size: "sm" }}
            label={`More for the answer of ${name}`}
            items={items}
          />
        )}
        {branches.length > 1 && <Branches message={message.id} branch={branch} branches={branches} choose={choose} />}
      </span>
      {!running && !siblings && <FigureLine message={message} />}
    </div>
  );
}

/** The menu of an answer, besides its buttons. */
function menuItems(
  message: Message,
  gateways: readonly string[],
  actions: AnswerActions | null,
  nameOf: (gateway: string) => string,
): MenuItem[] {
  const usedGateway = message.facts?.gateway ?? message.facts?.asked_gateway;
  const others = gateways.filter((gateway) => gateway !== usedGateway);
  const items: MenuItem[] = others.map((gateway) => ({
    label: `Regenerate on ${nameOf(gateway)}`,
    icon: "refresh-cw",
    onSelect: () => actions?.retry(message, gateway),
  }));
  if (message.model)
    items.push({ label: "Model details", icon: "info", href: modelPath(message.model), separate: items.length > 0 });
  if (actions)
    items.push({ label: "Delete branch", icon: "trash-2", danger: true, onSelect: () => actions.remove(message) });
  return items;
}
