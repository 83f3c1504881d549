import { expect, it } from "vitest";
import { CancelSignal } from "@/lib/net/cancel-signal";
import { CHAT_ENDPOINT } from "@/lib/server/chat/chat-endpoint";
import type { OpenedAnswer } from "@/lib/server/chat/opened-answer";
import type { CallEnd } from "@/lib/server/chat/record";
import { streamAnswer } from "@/lib/server/chat/stream-answer";
import { CHAT_TIMES } from "@/lib/server/chat/times";

it("a stream that cannot be begun is refused and recorded", async () => {
  const ends: CallEnd[] = [];
  const call = {
    request: { model: "m", messages: [] },
    requestId: "r",
    at: new Date(0),
    adapter: CHAT_ENDPOINT,
    facts: () => ({ request_id: "r", gateway: "g", native_id: "n", model: "m", own_key: false, attempts: [] }),
    ignored: () => {
      throw new Error("odd");
    },
    client: new CancelSignal(),
    times: CHAT_TIMES,
    write: (_: unknown, end: CallEnd) => void ends.push(end),
    cuts: new Set<never>(),
  };
  const opened = { outcome: { kind: "stream" } } as OpenedAnswer;
  await expect(streamAnswer(call, Promise.resolve(opened))).rejects.toThrow("odd");
  expect(ends).toEqual([{ outcome: "error", errorType: "server" }]);
});
