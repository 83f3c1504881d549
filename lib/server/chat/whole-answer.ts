import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import type { WriteWhole } from "./complete-options";
import type { EndpointAdapter } from "./endpoint-adapter";
import type { OpenedAnswer } from "./opened-answer";
import type { RawAnswer } from "./raw-answer";
import type { CallEnd } from "./record";
import { type Bill, estimatedBill, replyHeaders, reportedBill, usageOf } from "./reply";
import { textOfChoices } from "./tokens";

const JSON_TYPE = "application/json; charset=utf-8";

/** The call that a whole answer ends. */
export interface WholeCall {
  /** When it started, which determines its prices. */
  at: Date;
  adapter: EndpointAdapter;
  native: EndpointAdapter | null;
  facts(opened: OpenedAnswer): ReplyFacts;
  ignored(opened: OpenedAnswer): readonly string[];
  writeWhole: WriteWhole;
  /** The answering offer and its bill, once known. */
  billed: { opened: OpenedAnswer; bill: Bill } | null;
  write(opened: OpenedAnswer, end: CallEnd): void;
}

/** A whole answer with its billed usage, synchronously if the gateway reported it. */
export function wholeAnswer(
  request: ChatRequest,
  opened: OpenedAnswer,
  call: WholeCall,
): RawAnswer | Promise<RawAnswer> {
  const { outcome, candidate } = opened;
  if (outcome.kind !== "whole") throw new Error("requested a complete response, got a stream");
  const { body } = outcome;
  const { offer } = candidate;
  const adapter = outcome.native && call.native ? call.native : call.adapter;
  const report = adapter.report(body);
  const isTextless = adapter.endpoint === "embeddings";
  const sale = { offer, at: call.at, costOf: adapter.cost, isTextless };
  const native = outcome.native ?? false;
  const answer = (bill: Bill): RawAnswer | Promise<RawAnswer> => {
    call.billed = { opened, bill };
    const facts = call.facts(opened);
    const response = call.writeWhole({ text: outcome.text, body, usage: adapter.usage(usageOf(bill)), facts }, native);
    const ended = (json: string): RawAnswer => {
      const reply = { headers: replyHeaders(facts, JSON_TYPE), ignored: call.ignored(opened), native, body: json };
      call.write(opened, { outcome: "ok", bill, answerId: body.id });
      return reply;
    };
    return typeof response === "string" ? ended(response) : response.then(ended);
  };
  const bill = reportedBill(report, sale);
  return bill
    ? answer(bill)
    : estimatedBill(report, request, adapter.text?.(body) ?? textOfChoices(body.choices), sale).then(answer);
}
