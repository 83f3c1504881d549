"use client";

import { Avatar } from "@/components/ui/avatar";
import type { Message } from "@/lib/contract/conversation";
import { headingId } from "./focus";
import { useGatewayName } from "./gateway-facts";
import { useModelFacts } from "./model-facts";

interface AnswerHeadProps {
  message: Message;
  /** For screen readers only, because the answer's card shows the model. */
  hidden: boolean;
}

export function AnswerHead({ message, hidden }: AnswerHeadProps) {
  const gatewayName = useGatewayName();
  const id = message.model ?? "";
  const { name, author } = useModelFacts()(id);
  const gateway = message.facts?.gateway ?? message.facts?.asked_gateway;
  const Heading = hidden ? "h3" : "h2";
  return (
    <header className={hidden ? "sr-only" : "flex min-w-0 items-center gap-2.5 text-cell"}>
      {!hidden && <Avatar of={author} name={name} size={24} />}
      <Heading
        id={headingId(message.id)}
        tabIndex={-1}
        title={message.facts?.native_id ?? id}
        className="min-w-0 truncate text-cell font-medium outline-offset-4"
      >
        {name || "Model"}
      </Heading>
      {gateway && <span className="flex-none text-text-3">{gatewayName(gateway)}</span>}
    </header>
  );
}
