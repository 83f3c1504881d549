import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import type { OpenedAnswer } from "./open-answer";
import type { WriteRecord } from "./record";
import { estimatedBill, replyHeaders, reportedBill, settled, usageOf } from "./reply";
import type { RawAnswer } from "./stream-answer";
import type { Task } from "./task";
import { textOfChoices } from "./tokens";

const JSON_TYPE = "application/json; charset=utf-8";

/** A whole answer with its usage as billed; `native` where its own protocol still has to be read from it. */
export async function wholeAnswer(
  request: ChatRequest,
  opened: OpenedAnswer,
  { facts, startedAt, write, task }: { facts: ReplyFacts; startedAt: Date; write: WriteRecord; task: Task },
): Promise<RawAnswer> {
  const { outcome, candidate } = opened;
  if (outcome.kind !== "whole") throw new Error("requested a complete response, got a stream");
  const { body, text } = outcome;
  const { offer } = candidate;
  const report = task.report(body);
  const sale = { offer, at: startedAt, costOf: task.cost };
  const bill = reportedBill(report, sale) ?? (await estimatedBill(report, request, textOfChoices(body.choices), sale));
  write(opened, { outcome: "ok", bill, answerId: body.id });
  const usage = task.usage(usageOf(bill));
  if (outcome.native) {
    const headers = { "content-type": JSON_TYPE, ...replyHeaders(facts) };
    return { headers, native: true, body: JSON.stringify({ body, usage, gatewayz: facts }) };
  }
  return {
    headers: { "content-type": JSON_TYPE, ...replyHeaders(facts) },
    body: settled(text, body, usage, facts),
  };
}
