import type { Message } from "@/lib/contract/conversation";
import { figuresOf } from "./answer-facts";
import { GatewayName } from "./gateway-facts";

/** Who answered, and what it was and cost: each figure keeps together when the line breaks. */
export function AnswerFacts({ message }: { message: Message }) {
  const { model, facts } = message;
  return (
    <span className="answer-facts">
      {facts?.gateway && <GatewayName slug={facts.gateway} />}
      {model && <span title={facts?.native_id ?? undefined}>{model}</span>}
      {figuresOf(message).map((figure) => (
        <span key={figure}>{figure}</span>
      ))}
    </span>
  );
}
