import { describe, expect, it, vi } from "vitest";
import { ChatStream } from "@/lib/server/chat/chat-stream";

const TOKEN = 'data: {"choices":[{"index":0,"delta":{"content":"a"}}]}';
const ODD = new RangeError("Maximum call stack size exceeded");

function stream() {
  const flow = { pause: vi.fn(), resume: vi.fn(), close: vi.fn() };
  const onFirst = vi.fn();
  const sink = {
    end: vi.fn(),
    events: vi.fn(() => {
      throw ODD;
    }),
  };
  return { flow, onFirst, sink, chat: new ChatStream(() => flow, onFirst) };
}

describe("a stream with an event that cannot be read", () => {
  it("ends like a broken connection if the event arrived before the stream was taken", () => {
    const { chat, flow, sink } = stream();
    chat.push(Buffer.from(`${TOKEN}\n\n`));
    chat.take(sink);
    expect(sink.end.mock.calls).toEqual([[ODD]]);
    expect(flow.close).toHaveBeenCalledOnce();
  });

  it("ends once if the body had already ended", () => {
    const { chat, sink } = stream();
    chat.push(Buffer.from(`${TOKEN}\n\n`));
    chat.finish(null);
    chat.take(sink);
    expect(sink.end.mock.calls).toEqual([[ODD]]);
  });

  it("ends the same way if the event arrived later, or is the last one without a blank line", () => {
    const later = stream();
    later.chat.take(later.sink);
    later.chat.push(Buffer.from(`${TOKEN}\n\n`));
    expect(later.sink.end.mock.calls).toEqual([[ODD]]);
    const last = stream();
    last.chat.take(last.sink);
    last.chat.push(Buffer.from(TOKEN));
    last.chat.finish(null);
    expect(last.sink.end.mock.calls).toEqual([[ODD]]);
    expect(last.onFirst).toHaveBeenCalledOnce();
  });
});
